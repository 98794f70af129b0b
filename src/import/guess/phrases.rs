//! The phrases that show a kind.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::kind::{Kind, Via};

/// The meaning of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It shows this kind.
    Of(Kind, Option<Via>),
    /// It begins like another phrase, and shows nothing.
    Nothing,
}

/// So many words may stand in a gap.
const GAP: usize = 3;

/// Each phrase: words with one space between them, `|` between words of which one stands there, `*` at the end of a word
/// for its endings, `+` for at most three words of any kind.
const PHRASES: &[(Meaning, &[&str])] = &[
    (
        Meaning::Of(Kind::Resolution, None),
        &[
            "restored",
            "back to normal",
            "back to baseline",
            "recovered",
            "resolved",
            "fully operational",
            "all clear",
            "incident closed",
            "outage over|ends|ended",
            "impact ends|ended",
            "service|services|site|traffic + back up",
            "everything|all + green|healthy again",
            "working again",
            "returned to normal",
            "normal service|operation resumed",
            "operations normal",
        ],
    ),
    (
        Meaning::Of(Kind::Mitigation, None),
        &[
            "rolled back|it",
            "rolled + back",
            "reverted",
            "failed over",
            "failed + over to",
            "scaled up|out|down",
            "scaled + up|out|to",
            "restarted",
            "rebooted",
            "disabled",
            "mitigated",
            "drained",
            "rerouted",
            "shifted traffic",
            "traffic shifted",
            "rollback complete*|done|finished|deployed",
            "revert complete*|done|merged|deployed",
            "failover complete*|done|finished",
            "throttled",
            "rate-limited",
            "switched over|back|to",
            "increased + limit|limits|capacity|replicas",
            "added + capacity|replicas|nodes",
            "feature flag + off",
            "workaround + place|applied|deployed",
            "applied + workaround",
        ],
    ),
    (
        Meaning::Of(Kind::Escalation, None),
        &[
            "paged",
            "paging",
            "escalated",
            "escalates",
            "escalating",
            "called in",
            "pulled in",
            "looped in",
            "calls in",
            "brought in",
            "support case|ticket opened with",
            "opened + case|ticket with",
        ],
    ),
    (
        Meaning::Of(Kind::Detection, Some(Via::Person)),
        &[
            "user*|customer*|client*|people|support|team|teams|colleague*|employee*|staff + report*|complain*|notice*|flag*|raise*",
            "support|customer tickets|ticket|calls|complaints",
            "report*|complaint*|ticket*|call*|tweets + from|by user*|customer*|client*|support",
            "first reports",
            "reports of",
            "reports come|coming|came in",
            "first customer|user report*|complaint*|ticket*",
            "user*|customer*|client* started|began|start|begin reporting|complaining|to",
            "detected|noticed|discovered when|through|by|from + user*|customer*|client*",
            "detection + through|by|from user*|customer*|client*",
            "noticed by",
            "reported by",
            "customer complaint*",
            "helpdesk|help-desk + report*|call*|ticket*",
        ],
    ),
    (
        Meaning::Of(Kind::Detection, Some(Via::Monitor)),
        &[
            "alert*|alarm*|monitor|probe|check fired|fires|fire|firing|triggered|triggers|trigger|raised|received|sounds",
            "alert*|alarm* + went|goes off",
            "alert*|alarm* came|comes|come in",
            "alert*|alarm* + fired|fires|triggered",
            "monitoring|monitor alert*|alarm*|detect*|noticed|notices|shows|reports",
            "pagerduty|opsgenie|victorops triggered|triggers|alert*|incident|fired|fires|notif*",
            "prometheus|grafana|datadog|nagios|pingdom|cloudwatch|sentry|zabbix|icinga|alertmanager|statuscake + alert*|alarm*|detect*|fired|fires|triggered|reports",
            "alerted on|about|for|by",
            "automated|first|paging alert*",
            "alarm",
            "alarms",
            "health check|checks fail*",
            "synthetic + fail*|alert*",
        ],
    ),
    (
        Meaning::Of(Kind::Acknowledgement, None),
        &[
            "acknowledged",
            "acknowledges",
            "acked",
            "acks",
            "joined",
            "joins",
            "on-call|oncall + picks|picked up",
            "on call + picks|picked up",
            "on-call|oncall|engineer|responder + respond*|joins|joined|online|takes|took",
            "alert* acknowledged|acked",
            "monitoring alert* acknowledged|acked",
            "pagerduty alert* acknowledged|acked",
            "incident declared|opened|created",
            "declared + incident|outage",
            "starts|started|began working|work on",
            "incident commander|lead assigned",
            "took + command",
            "takes + command",
        ],
    ),
    (
        Meaning::Of(Kind::Cause, None),
        &[
            "root cause",
            "root-cause",
            "caused by",
            "identified",
            "cause found|confirmed|known|is|was",
            "traced + to",
            "turned|turns out",
            "found + cause|culprit|reason|bug",
            "discovered|found|revealed that",
            "discovered + cause|culprit|reason|bug|misconfig*",
            "finally attributed|traced",
            "due to + bug|misconfig*|expired",
            "culprit is|was|found",
            "confirmed + cause",
        ],
    ),
    (
        Meaning::Of(Kind::Hypothesis, None),
        &[
            "suspect",
            "suspects",
            "suspected",
            "suspecting",
            "suspicion",
            "might|may|could be",
            "might|may|could have been|caused",
            "we|i think|believe|assume",
            "possibly|probably|likely|maybe|perhaps + caused|due|related|because|the",
            "hypothesis",
            "initially|first|wrongly attributed|blamed",
            "theory",
            "looks|seems like|related|to be",
            "appears to be",
            "potential|possible|likely|probable|suspected cause|culprit|root",
        ],
    ),
    (
        Meaning::Of(Kind::RuledOut, None),
        &[
            "ruled out",
            "ruled + out",
            "rules out",
            "dead end",
            "dead-end",
            "not the cause|culprit|problem|issue|reason",
            "not caused by",
            "not related",
            "unrelated",
            "no obvious issue*|problem*|cause|error*",
            "nothing obvious|unusual|suspicious",
            "not due to",
            "isn't|wasn't the cause|culprit|problem|issue",
            "is|was|were|looks|look|looked + not + cause|culprit",
            "no + issues|problems|anomalies found",
            "false lead|positive",
            "red herring",
        ],
    ),
    (
        Meaning::Of(Kind::Change, None),
        &[
            "deployed",
            "merged",
            "upgrade rolled out",
            "rolled out",
            "config|configuration change|push|update",
            "upgraded",
            "released",
            "deploy|deployment|release|rollout|upgrade|migration|update starts|started|begins|began|complete*|finished|goes|went|done|rolled|ran",
            "deploy|deployment|release of",
            "migration run|applied",
            "maintenance starts|started|begins|began",
            "enabled + flag|feature",
            "pushed to prod*",
            "change + applied|deployed|rolled",
        ],
    ),
    (
        Meaning::Of(Kind::Fix, None),
        &[
            "fix deployed|merged|released|shipped|applied|live|tested|rolled|pushed|verified|ready|out|is|in",
            "fix is|was|has deployed|tested|merged|live|been|in|rolled|out",
            "starts|started|began|begins working|work on + fix|patch|repair",
            "hotfix*",
            "hot-fix",
            "patch tested|deployed|applied|released|merged|rolled|live|is",
            "fixed",
            "patched",
            "deployed|deploying|deploys|merged|released|shipped|tested|pushed|applied|wrote + fix|patch|hotfix",
            "permanent fix",
            "rolled out + fix|patch|hotfix",
            "certificate|cert renewed|replaced",
            "renewed + certificate|cert",
        ],
    ),
    (
        Meaning::Of(Kind::Communication, None),
        &[
            "status page|update updated|posted|published|sent|shared|set|changed|now",
            "statuspage + updated|posted|set|changed",
            "updated|posted|published|updating|posts|updates + status page|statuspage|customers",
            "posted|published|sent|sends + update|notice|announcement|tweet|mail|email|message",
            "announced",
            "announcement sent|posted|published",
            "informed",
            "notified + customer*|user*|client*|stakeholder*|management|support|leadership",
            "customer*|user*|stakeholder* informed|notified",
            "tweeted",
            "emailed",
            "communicated",
        ],
    ),
    (
        Meaning::Of(Kind::Investigation, None),
        &[
            "investigating",
            "investigated",
            "investigates",
            "investigation starts|started|begins|began|continues|ongoing",
            "looked at|into",
            "looking at|into",
            "checking",
            "checked",
            "checks logs|the",
            "digging into|through",
            "dug into",
            "examined",
            "examining",
            "reviewed|reviewing|inspected|inspecting|analysed|analyzed|analysing|analyzing|comparing|compared",
            "debugging",
            "troubleshooting",
            "started|starts|began looking|investigating|debugging",
            "ran|running + query|tcpdump|strace|diagnostics|traceroute",
        ],
    ),
    (
        Meaning::Of(Kind::Impact, None),
        &[
            "outage starts|started|begins|began|confirmed",
            "impact starts|started|begins|began|increases|increased",
            "site|service|services|website|api|login|logins|app|system|systems|cluster|database|db|everything|checkout|payments|dashboard|server|servers|network|mail + down|unavailable|unreachable|offline",
            "error|errors|latency|latencies|failures|timeouts|5xx|5xxs|500s|503s|502s|queue|backlog + rising|rises|rise|rose|increasing|increases|increased|spike|spikes|spiking|spiked|climbing|climbs|elevated|growing|grows|jumped|jumps|appear*|start|starts|started",
            "error|failure rate|rates + rising|rises|rose|increas*|spik*|climb*|jump*|at|above|of|hits|reach*",
            "increase|increased|spike|elevated|rise|high|higher + error|errors|latency|failures|timeouts|5xx",
            "user*|customer*|client* + unable|cannot|can't|couldn't|see|affected|impacted",
            "unable to log|login|connect|access|pay|check|place|load|use|sign|reach|serve",
            "requests|calls|logins|payments|jobs|connections|queries|orders|uploads|builds + fail|failing|failed|time|timing|timed|rejected|dropped",
            "stopped|stops working|responding|processing|serving|accepting",
            "goes|went|going down|offline|dark",
            "degraded",
            "crashed",
            "crashes",
            "crash-looping",
            "crashloop*",
            "out of memory|disk|space",
            "unavailable",
            "unresponsive",
        ],
    ),
    (
        Meaning::Nothing,
        &[
            "resolved to",
            "resolved hostname*|address*|name*",
            "restored from backup|snapshot",
            "restored + backup|snapshot",
            "recovered data|deleted|files",
            "alarm clock",
            "no longer",
            "merged cells",
            "joined + table*",
            "joined|joins channel*",
            "joined|joins the|this channel*",
            "fixed size|price|width|point",
            "incident resolved in",
            "change request",
            "disabled by default",
            "alert thresholds",
            "recovered on its own once",
            "identified by",
            "released memory|lock|locks",
            "support team",
            "resolved hosts",
        ],
    ),
];

/// A part of a phrase.
enum Part {
    /// One of these words; true: only its beginning is given.
    Word(Vec<(&'static str, bool)>),
    /// A few words of any kind.
    Gap,
}

struct Phrase {
    meaning: Meaning,
    parts: Vec<Part>,
}

/// The phrases by the first letter of their first word.
static BY_LETTER: LazyLock<HashMap<char, Vec<Phrase>>> = LazyLock::new(|| {
    let mut by_letter: HashMap<char, Vec<Phrase>> = HashMap::new();
    for (meaning, phrases) in PHRASES {
        for phrase in *phrases {
            for first in phrase.split([' ']).next().unwrap_or_default().split('|') {
                let parts = std::iter::once(word(first))
                    .chain(phrase.split(' ').skip(1).map(part))
                    .collect();
                let letter = first.chars().next().unwrap_or_default();
                let meaning = *meaning;
                by_letter
                    .entry(letter)
                    .or_default()
                    .push(Phrase { meaning, parts });
            }
        }
    }
    by_letter
});

fn part(text: &'static str) -> Part {
    if text == "+" { Part::Gap } else { word(text) }
}

fn word(text: &'static str) -> Part {
    let one = |word: &'static str| {
        word.strip_suffix('*')
            .map_or((word, false), |start| (start, true))
    };
    Part::Word(text.split('|').map(one).collect())
}

/// The phrase that begins here and gives the most words, and how many words it takes with those in its gaps.
pub(super) fn longest(words: &[&str]) -> Option<(Meaning, usize)> {
    let letter = words.first()?.chars().next()?;
    let phrases = BY_LETTER.get(&letter)?;
    let found = phrases
        .iter()
        .filter_map(|phrase| Some((phrase, length(&phrase.parts, words)?)));
    // Of two that give as many, the one that stands first in the table.
    let longest = found.reduce(|best, next| {
        if next.0.given() > best.0.given() {
            next
        } else {
            best
        }
    });
    longest.map(|(phrase, length)| (phrase.meaning, length))
}

impl Phrase {
    /// So many words it gives itself.
    fn given(&self) -> usize {
        self.parts
            .iter()
            .filter(|part| matches!(part, Part::Word(_)))
            .count()
    }
}

/// So many words a phrase takes here; `None` where it does not stand here.
fn length(parts: &[Part], words: &[&str]) -> Option<usize> {
    match parts {
        [] => Some(0),
        [Part::Gap, rest @ ..] => {
            (0..=GAP.min(words.len())).find_map(|skipped| Some(skipped + length(rest, &words[skipped..])?))
        }
        [Part::Word(wanted), rest @ ..] => {
            let (first, others) = words.split_first()?;
            let is_it = |(word, is_start): &(&str, bool)| {
                if *is_start {
                    first.starts_with(word)
                } else {
                    first == word
                }
            };
            wanted
                .iter()
                .any(is_it)
                .then(|| length(rest, others))
                .flatten()
                .map(|length| length + 1)
        }
    }
}

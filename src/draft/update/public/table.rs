//! The words by which a sentence is judged, each list with what it is for. All in small letters, without accents.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words, looked up in one step whatever its length.
pub(super) type List = LazyLock<HashSet<&'static str>>;

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Ordinary words of customers and of outages: with a capital they still name nobody.
pub(super) static ORDINARY: List = LazyLock::new(|| set(ORDINARY_WORDS));
const ORDINARY_WORDS: &str = "
    a able about above accept accepted accepting access accessible accidentally account accounts across action
    actions active activity actual actually add added adding additional address addresses affect affected affecting
    affects after afternoon afterwards again against ago alert alerted alerting alerts all allow allowed allows
    almost alone already also although always among amount amounts an and annual another answer answering answers
    any anybody anyone anything api apis apologies apologise apologize app appear appearing appears application
    applications apply apps approximately are area areas around arrive arrived arriving as ask asked at attachment
    attachments attempt attempts audio authentication automatic automatically available availability average away
    back backup backups balance balances bank banks be became because become been before began begin beginning
    behind being below better between billing bills blank block blocked booking bookings both brief briefly broken
    browse browser browsers bug bugs business businesses but button buttons buy buying by calendar calendars call
    called calling calls came can cancel cancellations cancelled cannot can't card cards cart carts catalog
    catalogue cause caused causes causing certain change changed changes changing charge charged charges chat chats
    check checked checking checkout checkouts choose clearing click client clients close closed code codes come
    comes coming comment comments complete completed completely completing confirm confirmation confirmations
    confirmed connect connected connecting connection connections contact contacts content continue continues
    continuing control copies copy correct corrected correctly could create created creating creation credit
    currently customer customers daily dashboard dashboards data database databases date dates day days debit
    degraded delay delayed delays delete deleted deliver delivered deliveries delivery deploy deployed deploying
    desktop detail details device devices did didn't different digit direct display displayed displays do document
    documents does doesn't doing domestic don't done double down download downloading downloads drop dropped due
    duplicate duplicated duplicates during each earlier early edit editing editor effect effects either eight eleven
    else elsewhere email emails e-mail e-mails empty end ended ending entire entirely error errors escalated
    especially estimated even evening events ever every everybody everyone everything example except exchange excuse
    exist existing expect expected experience experienced experiencing expired expires export exporting exports
    extra fail failed failing failover fails failure failures far fast faster favourites feature features feed feeds
    feel few fewer file files filter filters find finish first five fix fixed for form forms forum found four free
    frequently from front full fully function further games gateway general get gets getting gift give given go goes
    going gone good got group groups had half happen happened happening happens has hasn't have having he header
    help her here high higher his history home host hosts hour hourly hours how however hundred hundreds i if image
    images immediately impact impacted import imports improve improved in inbox incidents include included including
    incoming incomplete incorrect incorrectly increase increased increasing information initial input inside instead
    interface intermittent intermittently internal international internet into inventory investigate investigating
    investigation invitation invitations invoice invoices is issue issues isn't it item items its it's itself just
    keep keeps kept know known language large larger last late latency later latest least left less let level like
    likely limit limited limits link links list listing lists live load loaded loading loads local locked log logged
    logging login logins logout logouts logs long longer look looked looking lookup lookups lose losing loss lost
    lot low lower made mail mails main maintenance make makes making man manage management many map maps markets
    matter maximum maybe me mean means media meetings member members memory menu merchant merchants message messages
    messaging might million millions minimum minor minute minutes misleading missing mistake mistakenly mitigated
    mobile modify moment moments money monitor monitored monitoring monitors month monthly months more morning most
    mostly move moved much multi multiple music must my nearly need needed needs neither network networks never new
    news newsletters next night nine no nobody none nor normal normally not note nothing notice noticed notification
    notifications now number numbers occasionally occur occurred occurs of off offer offers office offline often old
    older on once one ones ongoing online only onto open opened opening operate operation or order ordered ordering
    orders other others otherwise our out outage outages outgoing over own package packages paged pages paid paging
    paper parcels part partial partially parties partly partner partners parts passcode past pause paused pay payers
    paying payment payments payout payouts passwords password pending people per percent percentage perform
    performance perhaps period phone phones photo photos picture pictures place placed placing plan plans play
    playback player please point points pool portal possible possibly post posts potential potentially premium
    present prevent prevented prevents previous previously price prices pricing print printing private probably
    problem problems proceed process processed processes processing product production products profile profiles
    project projects public publish purchase purchased purchases purchasing push put queries query question
    questions queue queued queues quickly quiet quite rarely rate rates read readers reading ready real really
    reason reasons receipt receipts receive received receiving recent recently recommended record records recover
    recovered recovering recovery reduced refresh refund refunds region regional regions register registered
    registering registration registrations regular rejected related release released reload reloading remain
    remaining remains reminder reminders remote remove removed renew renewal renewals repair repeated repeatedly
    replaced replication reply report reported reporting reports request requested requests require required reset
    resets resolved response responses rest restart restarted restarting restored result results resume resumed
    retail retried retry retrying return returned returning returns reverted review reviews right rising roll
    rollback rolled root run running safe said sale sales same save saved saving say saw scan schedule scheduled
    schedules school schools screen screens scroll search searched searches searching second seconds section secure
    security see seeing seem seems seen select self sell sellers selling send sending sends sent separate serious
    serve server servers service services session sessions set setting settings settlement seven several severe
    severely share shared sharing she shipment shipments shipping shop shopping shops short should show showing
    shown shows shut sign signed signing signin signup signups similar simple since single site sites six size slow
    slower slowly slowness small smaller so software some somebody someone something sometimes somewhat soon sorry
    sound spam speed spikes sporadic sporadically stable staff stale standard start started starting starts state
    statement statements status stay steps still stock stop stopped stops storage store stores streaming strong
    stuck students subscriber subscribers subscription subscriptions successful successfully such suddenly suggest
    support sure suspect suspected switch switched sync synced syncing synchronisation system systems tab table
    tables tablet tablets take taken takes taking tax team teams teachers tell temporarily temporary ten tenth tests
    text texts than thank thanks that the their them themselves then there therefore these they thing things think
    third this those thousand thousands three through throughout ticket tickets time timed timeline timeout timeouts
    times timing to today together tomorrow tonight too took tool tools top total touch tracking trade trades
    trading traffic transaction transactions transfer transferred transfers travel tried trigger trouble true try
    trying turn turned twenty twice two type unable unaffected unavailable under understand unexpected unexpectedly
    unfortunately unknown unless unlike unreachable unresponsive unsuccessful until unusable up upcoming update
    updated updates updating upgraded upload uploaded uploading uploads upon urgent us usage use used user users
    uses using usual usually valid value values various vehicles verification verify version versions very via video
    videos view viewed viewing views visible visit visitors voice vouchers wait waiting wallet wallets want warning
    was wasn't watch way we web website websites week weekend weekly weeks well went were weren't what whatever when
    where whether which while who whole whose why wide widely wish wishlists with withdraw withdrawal withdrawals
    within without word words work worked working works world worldwide would writes writing wrong year years yes
    yesterday yet you your yours zero
";

/// Words that are ordinary in small letters alone: with a capital they may be what people are called.
pub(super) static SMALL: List = LazyLock::new(|| {
    set("
    bill chase cook faith hope max page sky summer will young
")
});

/// Words that have a capital of their own and names nobody: days, months, abbreviations of the trade, devices.
pub(super) static CAPITAL: List = LazyLock::new(|| {
    set("
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january february
    march july september october november december jan feb mar apr jun jul sep sept oct nov dec
    am pm utc gmt cet cest est edt pst pdt bst kb mb gb tb ms
    api apis http https sso sms mms pdf pdfs csv xml json html css url urls ip dns ssl tls ssh ftp smtp imap saml oauth
    oidc mfa otp otps totp 2fa pin pins iban bic sepa ach swift pos atm atms nfc qr gps voip vpn wifi wi-fi ssd cpu cdn
    sdk sdks cli ui gui faq faqs id ids crm erp b2b rss vat gst usd eur gbp chf jpy ok tv tvs pc pcs
    ios ipados macos android windows linux mac macs iphone iphones ipad ipads excel word christmas easter
    internet web english german french spanish portuguese italian dutch
")
});

/// Months that people are called by: they need a number or a word of time beside them.
pub(super) static MONTH_OR_NAME: List = LazyLock::new(|| set("april may june august"));

/// Words of time before a month.
pub(super) static BEFORE_MONTH: List = LazyLock::new(|| set("in of for early late mid"));

/// Parts of the world wide enough to name no customer and no office; countries that people are called by are not here.
pub(super) static PLACES: List = LazyLock::new(|| {
    set("
    europe european eu emea apac asia asian africa african america american americas latam oceania us usa uk uae
    north south east west northern southern eastern western central middle nordic nordics baltics
    england scotland wales ireland france germany austria switzerland spain portugal italy netherlands belgium
    luxembourg denmark sweden norway finland iceland poland czechia slovakia hungary romania bulgaria greece turkey
    ukraine estonia latvia lithuania croatia slovenia serbia canada mexico brazil argentina chile colombia peru ecuador
    uruguay japan korea china taiwan singapore malaysia indonesia thailand vietnam philippines australia zealand
    egypt morocco nigeria kenya ghana pakistan bangladesh united states kingdom
")
});

/// Makers of what customers use with it; a journal that names one means it.
pub(super) static BRANDS: List = LazyLock::new(|| {
    set("
    google apple microsoft facebook amazon paypal visa mastercard amex chrome firefox safari edge outlook gmail whatsapp
    instagram youtube github slack zoom
")
});

/// Words of the machine room: names of products and of parts that no customer speaks of.
pub(super) static INSIDE: List = LazyLock::new(|| {
    set("
    redis kafka postgres postgresql mysql mariadb mongo mongodb sqlite oracle cassandra scylla dynamo dynamodb
    elasticsearch elastic opensearch solr clickhouse snowflake bigquery redshift memcached memcache rabbitmq activemq
    nats zookeeper sqs sns kinesis pulsar celery sidekiq nginx apache httpd haproxy envoy traefik varnish istio linkerd
    consul vault nomad terraform ansible puppet helm argo argocd jenkins gitlab etcd k8s kubernetes kube kubelet docker
    containerd pod pods podman node nodes rack racks cluster clusters shard shards replica replicas proxy proxies ingress
    daemon daemons cron crond broker brokers bastion hypervisor vmware vm vms kernel systemd namespace prod staging
    canary prometheus grafana alertmanager datadog splunk kibana logstash sentry newrelic pagerduty opsgenie airflow
    spark hadoop hdfs flink lambda ec2 rds aurora cloudfront cloudflare fastly akamai keycloak okta ldap pgbouncer
    minio ceph nfs jvm tomcat jetty gunicorn uwsgi unicorn puma django rails
")
});

/// Endings of the names of databases, services and machines that are written in one word.
pub(super) const INSIDE_ENDS: &[&str] = &["db", "svc", "srv", "sql", "mq"];

/// A word in small letters behind these is what one of them is called, unless it is ordinary.
pub(super) static CALLED: List = LazyLock::new(|| {
    set("
    server host machine database instance container container vm box queue api customer client tenant merchant user
    colleague engineer manager ask asked called paged named
")
});

/// Behind these words a number, or what counts as one, tells which ticket, account or machine.
pub(super) static NUMBERED: List = LazyLock::new(|| {
    set("
    ticket tickets issue incident case bug change task request pr mr cr inc chg no nr number jira zendesk story epic snow
    servicenow linear asana pagerduty opsgenie sev ref reference rfc
    account customer client order invoice user member id tenant port server host machine node pod rack build release
")
});

/// Behind these words anything tells which.
pub(super) static REVISIONS: List = LazyLock::new(|| set("commit sha hash revision"));

/// Words that may stand between such a word and its number.
pub(super) static BETWEEN: List = LazyLock::new(|| set("is was number no nr id with the"));

/// In a sentence with one of these a number that counts nothing is one of a telephone.
pub(super) static PHONES: List = LazyLock::new(|| {
    set("
    phone tel telephone call dial ext extension hotline helpline fax mobile text sms reach ring whatsapp
")
});

/// Words for what a number counts, besides words that end in s.
pub(super) static COUNTED: List = LazyLock::new(|| {
    set("
    percent per people of users customers minute hour day week second million thousand hundred billion times am pm utc kb
    mb gb tb ms s m h
")
});

/// Behind these a number of four digits that could be a clock is one.
pub(super) static TIMED: List =
    LazyLock::new(|| set("since at from until till around about by before after to"));

/// Words of which a secret may follow.
pub(super) static SECRETS: List =
    LazyLock::new(|| set("password passphrase passwd pwd passcode secret token credentials key pin"));

/// Words that may stand behind them where no secret does.
pub(super) static NO_SECRET: List = LazyLock::new(|| {
    set("
    reset resets change changes recovery email emails e-mail e-mails mail mails link links page pages form forms field
    request requests manager managers protection and or login logins cannot can't does do fails fail by via in for on
    to at from when during after before
")
});

/// Words with a hyphen that name no machine.
pub(super) static HYPHENED: List = LazyLock::new(|| {
    set("
    log-in log-ins log-out log-outs sign-in sign-ins sign-on sign-ons sign-up sign-ups sign-out check-in check-ins
    check-out read-only write-only e-mail e-mails e-commerce real-time near-real-time short-term long-term follow-up
    follow-ups set-up start-up one-time third-party two-factor multi-factor time-out time-outs non-essential up-to-date
    in-app in-store self-service opt-in opt-out built-in re-try pre-paid pre-orders on-site x-ray single-sign-on
    end-to-end point-of-sale pay-outs add-ons drop-down on-demand pick-up non-urgent well-known work-around direct-debit
    roll-out
")
});

/// Words that have a digit and name nothing.
pub(super) static DIGITS: List =
    LazyLock::new(|| set("2fa 24/7 4xx 5xx 3ds 2d 3d 4g 5g 4k mp3 mp4 b2b 1st 2nd 3rd"));

/// Units that may stand right behind the digits of a number, in one word with it.
pub(super) static UNITS: List =
    LazyLock::new(|| set("am pm s m h d w ms min mins sec secs hrs x k kb mb gb tb th st nd rd + s+ %"));

/// Teams by what they do: such an owner names no person.
pub(super) static TEAMS: List = LazyLock::new(|| {
    set("
    users customers clients people everyone everybody all some most many the and or of on in at to for from by with is
    are no not new call team teams lead each every other we they it a an as be can cannot who on-call oncall support
    payments payment billing checkout search network database platform security mobile web operations operation data
    service services engineering product backup manager scribe commander owner none nobody login logins orders
")
});

/// Words that lean on the sentence before.
pub(super) static LEANING: List = LazyLock::new(|| {
    set("
    it its they their them this that these those he she his her both also however but and so then there which otherwise
    instead neither
")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_ordinary_word_is_what_people_or_machines_are_called() {
        for word in ORDINARY.iter() {
            let told_apart = !INSIDE.contains(word) && !SMALL.contains(word) && !MONTH_OR_NAME.contains(word);
            assert!(told_apart, "{word}");
            assert_eq!(*word, word.to_lowercase());
        }
    }
}

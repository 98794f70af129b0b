//! The subject of a section, by the words that people give its heading, in several languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::kind::Kind;
use crate::domain::record::{FieldName, Purpose};

/// The subject of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// A field of the incident.
    Field(FieldName),
    /// The cause and the resolution in one.
    CauseAndResolution,
    /// The timeline.
    Timeline,
    /// Work to do afterwards, for this purpose where the heading says one.
    ActionItems(Option<Purpose>),
    /// One thing that happened, of this kind.
    Event(Kind),
    /// A stretch of time: the duration, the beginning, the end.
    Span,
    /// The day.
    Date,
    /// The zone of all times.
    Zone,
    /// People who wrote it.
    Authors,
    /// Words about the document, such as its status.
    Document,
    /// Anything else.
    Other,
}

use Topic::{ActionItems, Authors, CauseAndResolution, Date, Document, Event, Field, Span, Timeline};

/// The words of headings, parted by bars, in lower case.
const WORDS: &[(&str, Topic)] = &[
    (
        "summary|overview|tl;dr|tldr|abstract|background|description|introduction|synopsis|\
         zusammenfassung|überblick|beschreibung|résumé|résumé de l'incident|synthèse|contexte|resumen|\
         descripción",
        Field(FieldName::Summary),
    ),
    (
        "impact|impacts|effect|effects|scope|scope of impact|auswirkung|auswirkungen|impacto|consecuencias|\
         conséquences",
        Field(FieldName::Impact),
    ),
    (
        "cause|causes|root cause|root causes|root cause(s)|root cause analysis|rca|analysis|diagnosis|\
         what happened|what went on|why|five whys|5 whys|the five whys|technical details|fault|ursache|ursachen|\
         grundursache|hauptursache|fehlerursache|cause racine|causes racines|cause profonde|causa|causas|\
         causa raíz|causa raiz|causas raíz",
        Field(FieldName::Cause),
    ),
    (
        "resolution|recovery|mitigation|remediation|fix|repair|response|resolution and recovery|\
         how it was fixed|how we fixed it|mitigation and resolution|lösung|behebung|wiederherstellung|résolution|\
         rétablissement|resolución|solución|mitigación|recuperación",
        Field(FieldName::Resolution),
    ),
    (
        "trigger|triggers|auslöser|déclencheur|element déclencheur|desencadenante|detonante",
        Field(FieldName::Trigger),
    ),
    (
        "lessons|lesson|lessons learned|lessons learnt|learnings|what we learned|what did we learn|takeaways|\
         key takeaways|conclusion|conclusions|retrospective|lehren|erkenntnisse|gelerntes|fazit|leçons|\
         leçons apprises|enseignements|leçons tirées|lecciones|lecciones aprendidas|conclusiones|conclusión",
        Field(FieldName::Lessons),
    ),
    (
        "severity|severity level|sev|priority|schweregrad|sévérité|gravité|severidad|gravedad",
        Field(FieldName::Severity),
    ),
    (
        "commander|ic|incident lead|lead|einsatzleitung|responsable de l'incident",
        Field(FieldName::Commander),
    ),
    (
        "affected|services affected|affected services|services|service|systems|systems affected|components|\
         affected systems|affected components|services impacted|impacted services|betroffene systeme|\
         betroffene dienste|services affectés|servicios afectados",
        Field(FieldName::Affected),
    ),
    (
        "contributing factors|contributing causes|factors|contributing factor(s)|beitragende faktoren|\
         facteurs contributifs|factores contribuyentes",
        Field(FieldName::Factors),
    ),
    (
        "roles|participants|responders|people|people involved|response team|team|attendees|beteiligte|\
         teilnehmer|participants et rôles|participantes",
        Field(FieldName::Roles),
    ),
    (
        "what went well|went well|what worked|what worked well|things that went well|positives|\
         was lief gut|was gut lief|ce qui a bien fonctionné|ce qui s'est bien passé|qué salió bien|\
         lo que salió bien",
        Field(FieldName::WentWell),
    ),
    (
        "what went wrong|went wrong|what went poorly|what didn't go well|what did not go well|\
         what didn't go so well|what did not go so well|what could have gone better|what could be improved|\
         things that went poorly|things that went wrong|was lief schlecht|was schlecht lief|\
         ce qui a mal fonctionné|ce qui s'est mal passé|qué salió mal|lo que salió mal",
        Field(FieldName::WentWrong),
    ),
    (
        "where we got lucky|lucky|what we got lucky with|luck|glück gehabt|wo wir glück hatten|\
         où nous avons eu de la chance|dónde tuvimos suerte",
        Field(FieldName::Lucky),
    ),
    (
        "links|references|related links|resources|further reading|see also|supporting information|appendix links|\
         verweise|références|liens|referencias|enlaces",
        Field(FieldName::Links),
    ),
    ("title|titel|titre|título", Field(FieldName::Title)),
    (
        "timeline|time line|timeline of events|chronology|events|sequence of events|event log|incident log|log|\
         zeitleiste|zeitverlauf|zeitlicher ablauf|ablauf|verlauf|chronologie|chronologie des événements|\
         déroulement|cronología|línea de tiempo|linea de tiempo",
        Timeline,
    ),
    (
        "action items|action item(s)|actions|action|follow ups|follow up|followups|followup|follow up actions|\
         follow up items|todo|todos|to do|to dos|next steps|corrective actions|remediation items|\
         remediation actions|corrective measures|measures|recommendations|maßnahmen|aufgaben|nächste schritte|\
         folgemaßnahmen|korrekturmaßnahmen|actions correctives|mesures correctives|actions à mener|\
         prochaines étapes|acciones|acciones correctivas|medidas|medidas correctivas|próximos pasos|corrective",
        ActionItems(None),
    ),
    (
        "immediate measures|immediate actions|immediate fixes|short term actions|short term|\
         short term measures|sofortmaßnahmen|actions immédiates|acciones inmediatas|mitigations",
        ActionItems(Some(Purpose::Mitigate)),
    ),
    (
        "preventive measures|preventative measures|prevention|preventive actions|preventative actions|\
         long term actions|long term|long term measures|improvements|fixes|improvement actions|how we prevent it|\
         preventing recurrence|vorbeugende maßnahmen|vorbeugung|verbesserungen|mesures préventives|\
         actions préventives|améliorations|medidas preventivas|acciones preventivas|mejoras",
        ActionItems(Some(Purpose::Prevent)),
    ),
    (
        "tasks|tasks to address the issue|tasks to address issue|tasks to address the incident|\
         tasks to address this issue|tareas|tâches",
        ActionItems(Some(Purpose::Task)),
    ),
    (
        "root cause and resolution|cause and resolution|root cause & resolution|ursache und behebung|\
         ursache und lösung|cause et résolution|causa y resolución",
        CauseAndResolution,
    ),
    (
        "detection|how it was detected|how we noticed|erkennung|détection|detección",
        Event(Kind::Detection),
    ),
    (
        "escalation|eskalation|escalade|escalación|escalado",
        Event(Kind::Escalation),
    ),
    (
        "duration|incident duration|time of incident|outage duration|outage window|incident window|downtime|start|\
         end|start time|end time|started|ended|started at|ended at|time|incident start|incident end|\
         dauer|beginn|ende|durée|début|fin|duración|inicio|fin del incidente",
        Span,
    ),
    (
        "date|day|date of incident|incident date|datum|fecha|date de l'incident",
        Date,
    ),
    (
        "timezone|time zone|zeitzone|fuseau horaire|zona horaria",
        Topic::Zone,
    ),
    (
        "author|authors|written by|reporter|reported by|autor|autoren|verfasser|auteur|auteurs|\
         autores",
        Authors,
    ),
    ("status|state|document status|zustand|statut|estado", Document),
];

/// The subjects by their words.
static BY_WORDS: LazyLock<HashMap<&str, Topic>> = LazyLock::new(|| {
    let rows = WORDS.iter();
    rows.flat_map(|(words, topic)| words.split('|').map(|word| (word, *topic)))
        .collect()
});

/// Words before a subject that do not change it.
const BEFORE: &[&str] = &[
    "the",
    "our",
    "incident",
    "issue",
    "outage",
    "customer",
    "customers",
    "user",
    "users",
    "business",
    "executive",
    "brief",
    "short",
    "detailed",
    "full",
    "initial",
    "estimated",
    "final",
    "high-level",
    "high level",
    "current",
    "external",
    "internal",
];

/// The words of headings that would open a line of the timeline as well.
const ALSO_EVENTS: &[&str] = &[
    "root cause",
    "resolution",
    "recovery",
    "actions taken",
    "action taken",
    "actions",
    "response",
    "diagnosis",
    "fix",
    "trigger",
    "incident escalation",
    "mitigation",
    "time",
    "start",
    "end",
    "detection",
];

/// The subject that the words of a heading name. `None` where they name none.
pub(super) fn of(words: &str) -> Option<Topic> {
    let plain = plain(words);
    if plain.is_empty() || plain.len() > MOST {
        return None;
    }
    named(&plain).or_else(|| composed(&plain))
}

/// True if the words may open a line of a timeline as well as a section.
pub(super) fn is_event(words: &str) -> bool {
    let plain = plain(words);
    Kind::from_typed(&plain).is_some() || ALSO_EVENTS.contains(&&*plain)
}

/// The most bytes of a heading that names a subject.
const MOST: usize = 80;

/// The words in lower case, without numbers before them, marks around them and what stands in brackets behind them.
fn plain(words: &str) -> String {
    if words.len() > 2 * MOST {
        return String::new();
    }
    let head = match words.split_once(" (") {
        Some((head, _)) if !head.trim().is_empty() => head,
        Some(_) | None => words,
    };
    let head = head.trim_start_matches(|c: char| !c.is_alphabetic() && c != '5');
    let head = head.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let spaced = head.to_lowercase().replace('’', "'").replace(['-', '_'], " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn named(plain: &str) -> Option<Topic> {
    if let Some(topic) = BY_WORDS.get(plain) {
        return Some(*topic);
    }
    let shorter = BEFORE
        .iter()
        .find_map(|before| plain.strip_prefix(before)?.strip_prefix(' '))?;
    named(shorter)
}

/// Several subjects in one heading, where all of them are known: `corrective and preventative measures`.
fn composed(plain: &str) -> Option<Topic> {
    let parts = plain.replace([',', '/', '&', '+'], " and ");
    let parts: Vec<&str> = parts
        .split(" and ")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let topics: Option<Vec<Topic>> = parts.iter().map(|part| named(part)).collect();
    let topics = topics.filter(|topics| topics.len() > 1)?;
    let has = |wanted| topics.contains(&Field(wanted));
    if has(FieldName::Cause) && has(FieldName::Resolution) {
        return Some(CauseAndResolution);
    }
    let purpose = |topic: &Topic| {
        if let ActionItems(purpose) = topic {
            Some(*purpose)
        } else {
            None
        }
    };
    let purposes = topics.iter().map(purpose);
    match purposes.collect::<Option<Vec<_>>>() {
        Some(purposes) => Some(ActionItems(purposes.into_iter().flatten().next())),
        None => topics.first().copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_the_words_that_people_use() {
        for (words, topic) in [
            ("Summary", Some(Field(FieldName::Summary))),
            ("Issue Summary", Some(Field(FieldName::Summary))),
            ("1. Customer Impact", Some(Field(FieldName::Impact))),
            ("🔥 Root cause(s)", Some(Field(FieldName::Cause))),
            ("5 Whys", Some(Field(FieldName::Cause))),
            ("Timeline (all times UTC)", Some(Timeline)),
            (
                "Corrective and Preventative Measures",
                Some(ActionItems(Some(Purpose::Prevent))),
            ),
            ("Improvements/Fixes", Some(ActionItems(Some(Purpose::Prevent)))),
            ("Immediate Measures", Some(ActionItems(Some(Purpose::Mitigate)))),
            ("Tasks to Address Issue", Some(ActionItems(Some(Purpose::Task)))),
            ("Follow-ups", Some(ActionItems(None))),
            ("Root Cause & Resolution", Some(CauseAndResolution)),
            ("Root cause / Resolution", Some(CauseAndResolution)),
            ("Incident commander", Some(Field(FieldName::Commander))),
            ("What went well?", Some(Field(FieldName::WentWell))),
            ("Zeitlicher Ablauf", Some(Timeline)),
            ("Maßnahmen", Some(ActionItems(None))),
            ("Leçons apprises", Some(Field(FieldName::Lessons))),
            ("Cronología", Some(Timeline)),
            ("Causa raíz", Some(Field(FieldName::Cause))),
            ("Glossary", None),
            ("We lost the root cause", None),
            ("9:30 AM", None),
            ("", None),
        ] {
            assert_eq!(of(words), topic, "{words:?}");
        }
    }
}

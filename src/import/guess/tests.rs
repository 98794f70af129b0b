//! Sentences as people write them, with the kind that they show, and such as show none.

use super::*;

fn guessed(text: &str) -> String {
    match kind_of_words(text) {
        Some((kind, Some(via))) => format!("{} {}", kind.wire(), via.wire()),
        Some((kind, None)) => kind.wire().to_owned(),
        None => String::new(),
    }
}

#[test]
fn words_show_the_kind() {
    let mut wrong = Vec::new();
    for (text, kind) in [
        ("Service restored for all users", "resolution"),
        (
            "The issue was first detected when users started reporting problems logging in.",
            "detection person",
        ),
        (
            "An engineer discovered that an upgrade had introduced a bug",
            "cause",
        ),
        (
            "The engineering team began working on a fix for the issue.",
            "fix",
        ),
        (
            "The fix was tested and deployed to the production environment.",
            "fix",
        ),
        (
            "The incident is initially attributed to a server issue",
            "hypothesis",
        ),
        ("The incident is finally attributed to a code bug", "cause"),
        ("Latency is back to normal.", "resolution"),
        ("Checkout recovered", "resolution"),
        ("Incident resolved", "resolution"),
        ("All systems returned to normal", "resolution"),
        ("Rolled back to v1.41", "mitigation"),
        ("bo rolled the deploy back", "mitigation"),
        ("Reverted the configuration", "mitigation"),
        ("Failed over to the replica in eu-west-1", "mitigation"),
        ("Scaled up the pool to 40 nodes", "mitigation"),
        ("We restarted the ingress pods", "mitigation"),
        ("Disabled the recommendations feature", "mitigation"),
        ("impact mitigated, still looking for the cause", "mitigation"),
        ("Paged the database team", "escalation"),
        ("Escalated to the vendor", "escalation"),
        ("Network engineers called in", "escalation"),
        ("Users report that they cannot log in", "detection person"),
        ("Several customers complained on Twitter", "detection person"),
        ("Support tickets about failing payments", "detection person"),
        ("first reports from customers", "detection person"),
        ("Alert fired: HighErrorRate", "detection monitor"),
        ("Monitoring alert for p99 latency", "detection monitor"),
        ("PagerDuty triggered for api-gateway", "detection monitor"),
        ("alarm on queue depth", "detection monitor"),
        ("Prometheus alerts about disk space", "detection monitor"),
        ("Ana acknowledged the page", "acknowledgement"),
        ("PagerDuty alert acknowledged by bo", "acknowledgement"),
        ("Bo joined the bridge", "acknowledgement"),
        (
            "Triggered #4411: High error rate on checkout",
            "detection monitor",
        ),
        ("On-call engineer picks up", "acknowledgement"),
        ("Root cause: an expired certificate", "cause"),
        ("The errors are caused by a full disk", "cause"),
        ("Identified a bad migration", "cause"),
        ("We suspect the new load balancer", "hypothesis"),
        ("It might be DNS", "hypothesis"),
        ("we think the cache is cold", "hypothesis"),
        ("Could be related to the deploy", "hypothesis"),
        ("Ruled out the network", "ruled_out"),
        ("DNS: dead end", "ruled_out"),
        ("the deploy is not the cause", "ruled_out"),
        ("Checked by the network team: no obvious issues", "investigation"),
        ("No obvious issues on the database", "ruled_out"),
        ("Deployed v2.3.1 to production", "change"),
        ("PR 4411 merged", "change"),
        ("Kernel upgrade rolled out to all hosts", "change"),
        ("Config change goes live", "change"),
        ("Fix deployed to production", "fix"),
        ("Hotfix released", "fix"),
        ("Deployed the fix", "fix"),
        ("Patch tested on staging", "fix"),
        ("Status page updated", "communication"),
        ("Updated the status page", "communication"),
        ("Informed customers by mail", "communication"),
        ("outage announced on the mailing list", "communication"),
        ("Investigating elevated errors", "investigation"),
        ("Looked at the dashboards", "investigation"),
        ("Checking logs of the proxy", "investigation"),
        ("Outage starts", "impact"),
        ("site down", "impact"),
        ("The API is down in two regions", "impact"),
        ("Errors rising on checkout", "impact"),
        ("Customers unable to pay", "impact"),
        ("Error rate spiked to 40%", "impact"),
        ("Is it back? No. Rolled back at last.", "mitigation"),
        ("not restored yet; paged the storage team", "escalation"),
    ] {
        let read = guessed(text);
        if read != kind {
            wrong.push(format!("{text:?} is {read:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn what_did_not_happen_is_not_guessed() {
    let mut wrong = Vec::new();
    for text in [
        "",
        "Meeting with the vendor",
        "We will roll back",
        "will be rolled back at 15:00",
        "not restored yet",
        "Service is not yet back to normal",
        "planned to be restarted tonight",
        "planning to have it reverted",
        "Has it recovered?",
        "is it resolved?",
        "did anyone restart the pods",
        "Should we have escalated?",
        "service hasn't recovered",
        "never acknowledged",
        "waiting until traffic is restored",
        "if it is not resolved by noon we call the vendor",
        "trying to get the pods restarted",
        "can be disabled with a flag",
        "The host name resolved to the old address",
        "restored from backup",
        "no alert fired",
        "nobody knows more yet",
        "the unresolved ticket",
        "Handover to the next shift",
        "partially restored",
        "should be fixed by tomorrow",
        "12 of 40 pods",
        "lunch",
        "Ana Li joined #inc-checkout.",
        "bo joined the channel",
        "the undeployed version",
        "would be escalated by then",
    ] {
        let read = guessed(text);
        if !read.is_empty() {
            wrong.push(format!("{text:?} is {read:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn long_texts_cost_what_they_are_long() {
    let long = "users customers reports of alert ".repeat(20_000);
    assert!(kind_of_words(&long).is_some());
    let none = "users may not once ".repeat(50_000);
    assert_eq!(kind_of_words(&none), None);
}

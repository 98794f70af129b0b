//! Lines as people write them, with their time as the one-line entry spells it.

use super::*;

#[test]
fn times_are_spelled_as_the_one_line_entry_does() {
    let habits = Habits::default();
    let mut wrong = Vec::new();
    for (words, read) in [
        ("14:02 did X", "14:02 did X"),
        ("14h02 - panne", "14:02 - panne"),
        ("14 h 02 : panne", "14:02 : panne"),
        ("14.02 Uhr: Ausfall", "14:02: Ausfall"),
        ("14.02 - Release", "14.02 - Release"),
        ("14:02 Uhr Ausfall", "14:02 Ausfall"),
        ("gegen 14 Uhr Ausfall", "14:00 Ausfall about hour"),
        ("um 14:02 Uhr fiel es aus", "14:02 fiel es aus"),
        ("2.15pm: down", "02:15 pm: down"),
        ("2:15 PM down", "2:15 PM down"),
        ("2 PM - down", "2:00 PM - down hour"),
        ("2pm: down", "2:00 PM: down hour"),
        ("3 AM cron did it", "3 AM cron did it"),
        ("14:?? something", "14:00 something about hour"),
        ("1402 hrs - down", "14:02 - down"),
        ("1402Z down", "1402Z down"),
        ("**14h02** panne", "**14:02** panne"),
        ("[14.02 Uhr] Ausfall", "[14:02] Ausfall"),
        ("<14:02> bo: x", "[14:02] bo: x"),
        ("25. März 2023, 14:02 Uhr: Ausfall", "2023-03-25 14:02: Ausfall"),
        ("le 25 mars 2023 à 14h02 : panne", "2023-03-25 14:02 : panne"),
        (
            "sábado 25 de marzo de 2023 14:02 caída",
            "Saturday, 2023-03-25 14:02 caída",
        ),
        ("Sa. 25.03.2023 14:02", "2023-03-25 14:02"),
        ("25.03.23 - 14:02 - x", "2023-03-25 14:02 - x"),
        ("25/03/2023 14:02 x", "2023-03-25 14:02 x"),
        ("03/04/2023 14:02 x", "2023-04-03 14:02 x"),
        ("2023-3-5 14:02 x", "2023-03-05 14:02 x"),
        ("Sat Mar 25 14:02:11 UTC 2023 x", "2023-03-25 14:02:11 UTC x"),
        ("14:02 UTC / 16:02 CEST failover", "14:02 UTC failover"),
        ("14:02 UTC (16:02 CEST) - failover", "14:02 UTC - failover"),
        ("14:02 (UTC) failover", "14:02 (UTC) failover"),
        ("14:02 → 14:10 failover", "14:02 - 14:10 failover"),
        ("14.02 bis 14.10 Uhr Ausfall", "14.02 bis 14.10 Uhr Ausfall"),
        ("14:02 bis 14:10 Uhr Ausfall", "14:02 - 14:10 Ausfall"),
        ("14:02–14:10 UTC x", "14:02-14:10 UTC x"),
        ("14:02 UTC - 14:10 UTC x", "14:02 UTC - 14:10 UTC x"),
        ("14:02 -05:00 x", "14:02 -05:00 x"),
        (
            "2023-03-25 23:50 – 2023-03-26 00:10 x",
            "2023-03-25 23:50 - 2023-03-26 00:10 x",
        ),
        ("2023-03-25T14:02:11Z x", "2023-03-25T14:02:11Z x"),
        (
            "[14:02](https://x.test/p1) failover",
            "[14:02] failover (https://x.test/p1)",
        ),
        ("🔥 14h02 panne", "14:02 panne"),
        (":fire: 14:02 down", "14:02 down"),
        ("ca. 14:02 x", "14:02 x about"),
        ("~14h02 x", "14:02 x about"),
        ("around 3 PM: x", "3:00 PM: x about hour"),
        ("at noon x", "at noon x"),
        ("10:10; x", "10:10 x"),
        ("10:11. x", "10:11 x"),
        ("2h30 later it worked", "2h30 later it worked"),
        ("1h20m ago x", "1h20m ago x"),
        ("14 out of 40 pods", "14 out of 40 pods"),
        ("500 errors", "500 errors"),
        ("10.1.2.3 down", "10.1.2.3 down"),
        ("25. März", "25 Mar"),
        ("sábado 25 de marzo", "Saturday, 25 Mar"),
        ("Samstag", "Saturday"),
        ("", ""),
    ] {
        let spelled = spelled(words, &habits);
        let about = if spelled.is_about { " about" } else { "" };
        let hour = if spelled.is_hour { " hour" } else { "" };
        let told = format!("{}{about}{hour}", spelled.text);
        if told != read {
            wrong.push(format!("{words:?} is {told:?}, not {read:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
    let habits = Habits {
        compact: true,
        dots: true,
        order: DateOrder::MonthFirst,
        today: chrono::NaiveDate::from_ymd_opt(2023, 3, 1),
    };
    for (words, read) in [
        ("Today at 2:02 PM", "2023-03-01 2:02 PM"),
        ("yesterday 14:02 x", "2023-02-28 14:02 x"),
        ("today's deploy", "today's deploy"),
        ("0930 - down", "09:30 - down"),
        ("14.02 down", "14:02 down"),
        ("03/04/2023 14:02 x", "2023-03-04 14:02 x"),
    ] {
        assert_eq!(spelled(words, &habits).text, read, "{words:?}");
    }
}

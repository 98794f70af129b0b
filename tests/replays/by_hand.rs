//! Incidents whose figures were worked out by hand: each must be the same in the facts, in what machines are told, and in
//! the words of the draft.
//!
//! A case is a text: what is typed, then what must come of it. A `#` begins a comment, which says how a figure was found.

mod expected;
mod observed;

use expected::{Expected, Figure};

use crate::harness::Home;
use crate::replay::{replay, steps};
use crate::{LOAD_BALANCER, LOGIN_SERVICE, MOBILE_APP};

/// Records what these verbs say, and compares every figure with what was found by hand.
fn check(verbs: &str, case: &str) {
    let expected = Expected::read(case);
    let home = Home::new("America/Bogota");
    replay(&home, &steps(verbs));

    let facts = observed::facts(&home);
    assert_eq!(facts.milestones, expected.milestones);
    assert_eq!(facts.intervals, expected.intervals);
    if !expected.windows.is_empty() {
        assert_eq!(facts.windows, expected.windows);
    }

    let show = observed::show(&home);
    // A milestone says there if it is only about right, and an interval does not.
    assert_eq!(show.milestones, facts.milestones);
    assert_eq!(show.intervals, exact(&facts.intervals));

    let context = observed::context(&home);
    assert_eq!(context, facts);

    let draft = home.answer(&["export"]);
    let words = observed::words(&draft);
    assert_eq!(words.key_figures, expected.key_figures, "{draft}");
    assert_eq!(words.figures, expected.figures, "{draft}");
    assert_eq!(words.narrative, expected.narrative, "{draft}");
}

fn exact(figures: &[Figure]) -> Vec<Figure> {
    let exact = |figure: &Figure| Figure {
        about: false,
        ..figure.clone()
    };
    figures.iter().map(exact).collect()
}

macro_rules! cases {
    ($($name:ident $verbs:expr, $file:literal;)+) => {
        $(
            #[test]
            fn $name() {
                let case = include_str!(concat!("by_hand/", $file, ".txt"));
                let verbs: Option<&str> = $verbs;
                check(verbs.unwrap_or(expected::typed(case)), case);
            }
        )+
    };
}

cases! {
    the_login_service Some(LOGIN_SERVICE.verbs), "login-service";
    the_load_balancer Some(LOAD_BALANCER.verbs), "load-balancer";
    the_mobile_app Some(MOBILE_APP.verbs), "mobile-app";
    a_relapse_after_an_all_clear None, "relapse";
    all_that_was_done_in_each_window None, "second-window";
    an_early_warning None, "early-warning";
    a_premature_resolution None, "premature-resolution";
    two_days_across_the_end_of_summer_time None, "autumn";
    two_days_across_its_beginning None, "spring";
    no_detection None, "no-detection";
    everything_approximate None, "approximate";
    times_to_the_second None, "seconds";
    known_to_the_day None, "to-the-day";
    three_windows None, "three-windows";
}

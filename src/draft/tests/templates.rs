//! Templates: those built in, and what one of a user's own may do.

use super::*;

#[test]
fn a_broken_template_is_told_with_its_line() {
    let draft = Draft::new(&two_days().incident, &Policy::default(), citation(), "mine");
    let cases = [
        ("# {{ title }}\n{{ titel }}\n", "template mine, line 2: "),
        ("{% for day in days %}\n", "template mine, line 1: "),
        (
            "{% for i in range(10000) %}{% for j in range(10000) %}x{% endfor %}{% endfor %}",
            "template mine, line 1: ",
        ),
        ("{{ days[0].nothing.more }}", "template mine, line 1: "),
    ];
    for (source, expected) in cases {
        let error = render(&draft, "mine", source).expect_err(source).to_string();
        assert!(error.starts_with(expected), "{source}: {error}");
    }
}

/// Whatever a journal is full of, a template that goes through it once comes to its end: nobody can keep an incident
/// from being closed by recording much.
#[test]
fn what_a_template_may_do_grows_with_every_list() {
    let mut s = two_days();
    for number in 0..3_000 {
        todo(&mut s, &format!("check {number}"), None);
    }
    let draft = Draft::new(&s.incident, &Policy::default(), citation(), "mine");
    let per_item = |steps: usize| {
        format!(
            "{{% for item in action_items.tasks %}}{{% for i in range({steps}) %}}{{% endfor %}}{{% endfor %}}"
        )
    };
    // More than any template has for itself.
    render(&draft, "mine", &per_item(200)).expect("it goes through the items");
    render(&draft, "mine", &per_item(2_000)).expect_err("that is no going through");
}

#[test]
fn every_template_has_a_name_and_a_line_about_it() {
    assert_eq!(TEMPLATES[0].name, Template::DEFAULT);
    for template in TEMPLATES {
        assert_eq!(Template::named(template.name), Some(template));
        assert!(!template.about.is_empty() && !template.about.contains('\n'));
    }
}

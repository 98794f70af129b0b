//! True secrets are found and masked, and what only talks about them is left alone.

use proptest::prelude::*;

use super::*;

/// Made-up secrets, each in two halves, so that no scanner takes this file for a leak.
fn secrets() -> Vec<(String, String)> {
    let long = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0";
    let hex = "0123456789abcdef0123456789abcdef";
    [
        ("AK", "IAIOSFODNN7EXAMPLE", "the key {} was used"),
        ("AS", "IAIOSFODNN7EXAMPLE", "{}"),
        (
            "gh",
            &format!("p_{long}")[..],
            "git clone https://x:{}@github.com/a/b",
        ),
        ("github", &format!("_pat_{long}"), "token {} in the log"),
        ("glp", &format!("at-{long}"), "header PRIVATE {}"),
        ("xo", "xb-123456789012-abcdefABCDEF", "slack {} leaked"),
        (
            "T00000000/B00000000",
            "/XXXXXXXXXXXXXXXXXXXXXXXX",
            "curl https://hooks.slack.com/services/{}",
        ),
        ("AI", &format!("za{}", &long[..35]), "maps?key={}"),
        ("ya", &format!("29.{long}"), "got {}"),
        ("sk", &format!("_live_{long}"), "stripe {}"),
        ("np", &format!("m_{long}"), "//registry/:_authToken {}"),
        ("py", &format!("pi-{long}"), "upload with {}"),
        ("SG", &format!(".{}.{}", &long[..22], &long[..22]), "mail {}"),
        ("do", &format!("p_v1_{hex}{hex}"), "droplets {}"),
        ("hv", &format!("s.{long}"), "vault login {}"),
        ("sk", &format!("-proj-{long}"), "model {}"),
        (
            "ey",
            "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF-_123",
            "cookie jar {}",
        ),
        ("12345678", &format!("9:AA{}", &long[..34]), "bot {}"),
        ("hun", "ter2", "postgres://app:{}@db.internal:5432/app"),
        ("p%40", "ss", "redis://:{}@cache"),
        ("0123456789ab", "cdef0123", "https://s3/x?X-Amz-Signature={}&y=1"),
        ("abcdef", "123456", "Authorization: Bearer {}"),
        ("dXNlcjpw", "YXNz", "curl -H 'Authorization: Basic {}' https://x"),
        ("abcdefgh", "12345678", "sent bearer {} again"),
        ("s%3Aabcdef", "123", "Cookie: session={}; theme=dark"),
        ("hun", "ter2", "curl -u admin:{} https://x"),
        ("hun", "ter2", "curl --user admin:{} https://x"),
        ("hun", "ter2", "mysql -h db -u root -p{} app"),
        ("hun", "ter2", "sshpass -p {} ssh host"),
        ("hun", "ter2", "redis-cli -h cache -a {} ping"),
        ("hun", "ter2", "backup --password {}"),
        ("hun", "ter2", "backup --db-password={} now"),
        ("hun", "ter2", "deploy --api-key '{}'"),
        ("hun", "ter2", "export DB_PASSWORD={}"),
        ("hun", "ter2", "PGPASSWORD={} psql"),
        ("abc", "d1234", "aws_secret_access_key = {}"),
        ("abc", "d1234", "AccountKey={};EndpointSuffix=core"),
        ("hun", "ter2", r#"{"user": "a", "password": "{}"}"#),
        ("ab12", "cd34", "token: {}"),
        ("ab12", "cd34", "the api_key: {}, rotated"),
        ("ab12", "cd34", "GET /x?access_token={}&page=2"),
        ("ab12", "cd34", "client_secret={}"),
        ("hunter2", "hunter2", r#"{"log":"{\"password\":\"{}\"}"}"#),
        ("hunter2", "hunter2", r#"{"log":"{\\\"password\\\":\\\"{}\\\"}"}"#),
        ("hun", "ter2", r#"{"cmd":"DB_PASSWORD=\"{}\" ./run"}"#),
        (r#"hun\\\""#, "ter2", r#"{"log":"{\"password\":\"{}\"}"}"#),
        (r#"hun\""#, "ter2", r#"{"password":"{}"}"#),
        ("hun", "ter2", "DB_PASS={} ./migrate"),
        ("hun", "ter2", "backup --pass {}"),
        ("hun", "ter2", "openssl enc -aes256 -pass pass:{}"),
        ("fo", "o", "PGPASSWORD={} psql"),
        ("foo bar", " baz", r#"passwd: "{}""#),
        ("gehe", "im123", "Passwort: {}"),
        ("hun", "ter2", "Password: {}"),
        ("hunter2", "hunter2", "the password for db is: {}"),
        ("Tr0ub", "4dor&3", "and the root password is {}, ok"),
        ("my pass", " phrase here", "backup --password '{}'"),
        ("my pass", " phrase here", r#"export DB_PASS="{}""#),
        ("my pass", " phrase here", r#"curl -u "admin:{}" https://x"#),
        ("my pass", " phrase here", "mysql -h db -p'{}' app"),
        (
            "hun",
            "ter2",
            "curl https://x \\\n  -H 'A: b' \\\r\n  -u admin:{}",
        ),
        ("hun", "ter2", "backup --password \\\n  {}"),
        ("hun", "ter22", "docker login -u bo -p {} registry"),
        ("hun", "ter2", "ALTER USER app WITH PASSWORD '{}'"),
        ("hun", "ter2", "CREATE USER app IDENTIFIED BY '{}'"),
        ("s3ss10n", "c00kie", "Cookie: theme=dark; session={}; lang=en"),
        ("p@ss", "9word", "postgres://app:{}@db/app"),
    ]
    .into_iter()
    .map(|(head, tail, around)| {
        let secret = format!("{head}{tail}");
        (around.replacen("{}", &secret, 1), secret)
    })
    .collect()
}

const INNOCENT: &[&str] = &[
    "password reset mails are late",
    "wrong password: users cannot log in",
    "the token expired at 09:30",
    "token: expired",
    "tokens per second: 120",
    "secret rotation failed",
    "PASSWORD=$DB_PASSWORD psql",
    "export TOKEN=${TOKEN}",
    "password=********",
    "password=<redacted>",
    "token=null",
    "secret=none",
    "api_key=REDACTED",
    "--password <password>",
    "the key is in the vault",
    "key: value",
    "primary key: user_id",
    "https://example.org/a/b?page=2",
    "https://user@example.org/path",
    "http://es:9200/_cluster/health",
    "ssh://git@github.com/a/b.git",
    "mail bo@example.org and ana@example.org",
    "09:30:12 error: connection refused",
    "commit 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "pod api-7c9f8d6b5-x2k4j restarted",
    "id 018f2b6e-7c3a-7f00-8000-000000000001",
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE ana@laptop",
    "mysql -h db -P 3306 -u root",
    "mysql -p",
    "curl -u admin https://x",
    "cut -d: -f2 /etc/passwd",
    "Authorization: header missing",
    "bearer tokens are checked by the gateway",
    "the cookie: banner covers the page",
    "sk-learn was updated",
    "asked @ops-team to rotate the credentials",
    "risk-assessment-of-the-network-2",
    "the passphrase is asked for twice",
    "pwd=/var/lib/app",
    "token bucket: 500/s",
    "tests: pass=120 fail=3",
    "ffmpeg -i a.mp4 -pass 1 b.mp4",
    "the --password option is gone",
    "export DB_PASS=$PASS",
    "bypass=enabled",
    "tests pass: 120ms p50",
    "docker login -u bo registry",
    "the root password is wrong",
    "the password for db is: unknown",
    "Passwort: falsch",
    "the password is base64-encoded, and 12-character",
    "Failed password for invalid user bo1 from 10.0.0.1 port 52214 ssh2",
    r#"{"log":"{\"password\":\"$DB_PASSWORD\"}"}"#,
    "passwd: \"<password>\"",
    "Cookie: theme=dark; lang=en",
    "http://a:8080 and bo@example.org",
    "openssl enc -pass env:DB_PASS",
    "ls \\\n  -u admin",
    "password=",
];

#[test]
fn secrets_are_masked_and_nothing_else() {
    let secrets = secrets();
    assert!(secrets.len() >= 40 && INNOCENT.len() >= 40);
    for (text, secret) in secrets {
        let (masked, count) = mask(&text, &Rules::default());
        assert!(count >= 1 && !masked.contains(&secret), "{text} -> {masked}");
        let around = text.split(secret.as_str()).next().unwrap_or_default();
        let kept = around.split_whitespace().next().unwrap_or_default();
        assert!(masked.contains(kept), "{text} -> {masked}");
    }
}

#[test]
fn what_only_talks_about_secrets_stays() {
    for text in INNOCENT {
        assert_eq!(mask(text, &Rules::default()).0, *text);
    }
}

#[test]
fn every_rule_of_the_table_is_one() {
    assert!(rules::table().count() <= 64, "a bit for each");
    for (name, hints, form, judges) in rules::table() {
        assert!(Rule::built_in(name, form, *judges).is_some(), "{name}: {form}");
        let is_lower = |hint: &&str| hint.len() > 1 && *hint == hint.to_ascii_lowercase();
        assert!(
            !hints.is_empty() && hints.iter().all(is_lower),
            "{name}: {hints:?}"
        );
    }
}

#[test]
fn a_private_key_is_masked_to_its_end_or_as_far_as_it_goes() {
    let begin = "-----BEGIN OPENSSH PRIVATE KEY-----";
    let end = "-----END OPENSSH PRIVATE KEY-----";
    for (text, masked) in [
        (
            format!("key:\n{begin}\nabc\ndef\n{end}\nmore"),
            format!("key:\n{begin}[masked: private key]{end}\nmore"),
        ),
        (
            format!("{begin}\nabc\ndef\nwhat_now?\n"),
            format!("{begin}[masked: private key]what_now?\n"),
        ),
        (format!("{begin}\nabc"), format!("{begin}[masked: private key]")),
    ] {
        assert_eq!(mask(&text, &Rules::default()).0, masked);
    }
}

#[test]
fn a_user_adds_rules_and_bytes_that_are_no_text_stay() {
    let own = Rules::with(vec![Rule::of_user("badge", r"badge (\d{4})").unwrap()]);
    assert_eq!(mask("badge 1234 lost", &own).0, "badge [masked: badge] lost");
    assert!(Rule::of_user("all", ".*").is_err() && Rule::of_user("broken", "(").is_err());
    let bytes = b"\xff badge 1234 \xfe".as_slice();
    assert_eq!(
        mask_bytes(bytes, &own).0,
        b"\xff badge [masked: badge] \xfe".as_slice()
    );
}

#[test]
fn a_line_of_many_beginnings_is_read_once() {
    // As long as this takes seconds where each beginning looks at all of the line behind it.
    let many = "-----BEGIN ".repeat(200_000);
    assert_eq!(find(&many, &Rules::default()), []);
    let keys = "-----BEGIN PRIVATE KEY-----a".repeat(100_000);
    assert_eq!(find(&keys, &Rules::default()).len(), 100_000);
}

proptest! {
    #[test]
    fn a_secret_is_masked_whatever_stands_around_it_and_masking_again_changes_nothing(
        before in "(?s).{0,80}", after in "(?s).{0,80}", nth in 0_usize..1000,
    ) {
        let rules = Rules::default();
        let mut secrets = secrets();
        let (planted, secret) = secrets.swap_remove(nth % secrets.len());
        prop_assume!(!before.contains(&secret) && !after.contains(&secret));
        let text = format!("{before}\n{planted}\n{after}");
        let (masked, count) = mask(&text, &rules);
        prop_assert!(count >= 1 && !masked.contains(&secret), "{masked}");
        let again = mask(&masked, &rules).0.into_owned();
        prop_assert_eq!(mask(&again, &rules).0, again.as_str());
    }
}

#[test]
fn the_kind_of_a_secret_is_told_and_what_stands_for_one_is_none() {
    let aws = format!("key AKIA{} leaked", "ABCDEFGH12345678");
    let github = format!("ghp_{}", "a1".repeat(18));
    let slack = format!("xoxb-{}", "1234567890-abc");
    let web = format!("eyJ{0}.{0}.{0}", "hbGciOiJIUzI1NiJ9");
    let bearer = format!("Bearer {}", "a1b2".repeat(6));
    let pem = format!("-----BEGIN RSA {}-----\nMIIEow\n", "PRIVATE KEY");
    let cases = [
        (aws.as_str(), Some("an AWS access key")),
        (&github, Some("a GitHub token")),
        (&slack, Some("a Slack token")),
        (&web, Some("a JSON web token")),
        (&bearer, Some("a bearer token")),
        (&pem, Some("a private key")),
        ("ran with password=hunter2", Some("a secret value")),
        ("the password is hunter2", Some("a secret value")),
        ("postgres://app:hunter2@db/x", Some("a password in a URL")),
        ("ran with password=$PASSWORD and token=***", None),
        ("password reset mails fail", None),
        ("https://example.org/a?b=c", None),
        ("https://ana@example.org/", None),
        ("the bearer of this message", None),
        ("AKIA is a prefix", None),
    ];
    for (text, expected) in cases {
        assert_eq!(kind(text).as_deref(), expected, "{text}");
    }
}

//! The machine as hotwash sees it: clock, random ids, zone, user and host. All that tests replace.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Local, Offset, SubsecRound, TimeDelta, Utc};
use uuid::Uuid;

use crate::domain::time::{Now, Zone};

/// Everything that differs from machine to machine, and from moment to moment.
pub struct Machine {
    /// The clock's reading.
    pub clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    /// A new id, never given before.
    pub ids: Box<dyn Fn() -> Uuid + Send + Sync>,
    /// The zone of the people at this machine. Never [`Zone::Unknown`].
    pub local: Zone,
    /// The user's name.
    pub user: String,
    /// As whom files are made.
    pub uid: u32,
    /// The machine's name.
    pub host: String,
    /// An id that tells this machine from a copy of its disk, where that is known.
    pub machine_id: Option<String>,
}

impl Machine {
    /// This machine. `env` looks up environment variables.
    pub fn real(env: &dyn Fn(&str) -> Option<String>) -> Self {
        let host = rustix::system::uname();
        let host = host.nodename().to_string_lossy().into_owned();
        let named = ["USER", "LOGNAME"].into_iter().find_map(env);
        Self {
            clock: Box::new(Utc::now),
            ids: Box::new(Uuid::now_v7),
            local: local_zone(env("TZ").as_deref()),
            user: named
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| user_name(rustix::process::getuid().as_raw())),
            uid: rustix::process::geteuid().as_raw(),
            machine_id: machine_id(&host),
            host,
        }
    }

    /// For tests: a machine whose clock goes on a second with each reading and whose ids count up.
    pub fn fixed(start: DateTime<Utc>, local: Zone) -> Self {
        let (seconds, ids) = (AtomicU64::new(0), AtomicU64::new(0));
        Self {
            clock: Box::new(move || {
                let passed = seconds.fetch_add(1, Ordering::Relaxed);
                start + TimeDelta::seconds(i64::try_from(passed).unwrap_or(0))
            }),
            ids: Box::new(move || Uuid::from_u128(0xa000 + u128::from(ids.fetch_add(1, Ordering::Relaxed)))),
            local,
            user: "ana".to_owned(),
            uid: 1000,
            host: "laptop".to_owned(),
            machine_id: Some("machine".to_owned()),
        }
    }

    /// This instant, cut to microseconds: what a journal can hold.
    pub fn now(&self) -> Now {
        Now {
            instant: (self.clock)().trunc_subsecs(6),
            local: self.local,
        }
    }

    /// The name shown where no other was given.
    pub fn author(&self) -> String {
        format!("{}@{}", self.user, self.host)
    }
}

/// The user with this id where nothing in the environment says: under cron, in a container.
pub fn user_name(uid: u32) -> String {
    let users = std::fs::read("/etc/passwd").unwrap_or_default();
    name_of(uid, &String::from_utf8_lossy(&users)).unwrap_or_else(|| format!("uid{uid}"))
}

/// The first name with this id in a file of `name:password:uid:...` lines.
fn name_of(uid: u32, users: &str) -> Option<String> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, id) = (fields.next()?, fields.nth(1)?);
        (!name.is_empty() && id.parse() == Ok(uid)).then(|| name.to_owned())
    })
}

/// `TZ` where it names a zone, the system's own, the offset of this moment, UTC: the first that is known.
fn local_zone(tz: Option<&str>) -> Zone {
    let named = |name: &str| {
        let zone = Zone::parse(name.trim_start_matches(':'), Zone::Unknown).ok();
        zone.filter(|zone| *zone != Zone::Unknown)
    };
    tz.and_then(named)
        .or_else(|| named(&iana_time_zone::get_timezone().ok()?))
        .unwrap_or_else(|| match Local::now().offset().fix() {
            offset if offset.local_minus_utc() == 0 => Zone::Utc,
            offset => Zone::Fixed(offset),
        })
}

/// Linux keeps one; elsewhere the host's name has to do.
fn machine_id(host: &str) -> Option<String> {
    let kept = ["/etc/machine-id", "/var/lib/dbus/machine-id"]
        .into_iter()
        .find_map(|path| std::fs::read_to_string(path).ok());
    let id = kept.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
    id.or_else(|| (!host.is_empty()).then(|| format!("host {host}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_is_taken_from_tz_where_that_is_one() {
        for (tz, zone) in [
            ("Europe/Paris", "Europe/Paris"),
            (":America/New_York", "America/New_York"),
            ("UTC", "UTC"),
        ] {
            assert_eq!(
                Some(local_zone(Some(tz))),
                Zone::parse(zone, Zone::Utc).ok(),
                "{tz}"
            );
        }
        for tz in [
            "",
            "local",
            "unknown",
            "EST5EDT,M3.2.0,M11.1.0",
            ":/etc/localtime",
        ] {
            assert_ne!(local_zone(Some(tz)), Zone::Unknown, "{tz}");
        }
    }

    #[test]
    fn a_user_without_a_name_in_the_environment_is_looked_up() {
        let users = "root:x:0:0:root:/root:/bin/sh\n# 7:x\n:x:7:7::/:\nana:x:1000:1000::/home/ana:/bin/sh\nbo:x:1000:";
        for (uid, name) in [(0, Some("root")), (1000, Some("ana")), (7, None), (42, None)] {
            assert_eq!(name_of(uid, users).as_deref(), name, "{uid}");
        }
        let named = Machine::real(&|name| (name == "LOGNAME").then(|| "bo".to_owned()));
        assert_eq!(named.user, "bo");
        assert_ne!(Machine::real(&|_| None).user, "");
    }

    #[test]
    fn a_fixed_machine_steps() {
        let start = "2023-03-25T14:30:00.123456789Z".parse().unwrap();
        let machine = Machine::fixed(start, Zone::Utc);
        let (first, second) = (machine.now().instant, machine.now().instant);
        assert_eq!(second - first, TimeDelta::seconds(1));
        assert_eq!(first.to_rfc3339(), "2023-03-25T14:30:00.123456+00:00");
        assert_ne!((machine.ids)(), (machine.ids)());
        assert_eq!(machine.author(), "ana@laptop");
    }
}

//! Job control: a shell above the program, in the same session, can continue it once it is stopped.

/// True where some process above this one is of its session and not of its job: a shell with job control. Without one
/// the system ignores a terminal's stop, and so must whoever catches it.
pub(crate) fn can_be_continued() -> bool {
    let Some(own) = Process::own() else {
        return false;
    };
    let above = std::iter::successors(own.parent.and_then(Process::of), |process| {
        process.parent.and_then(Process::of)
    });
    is_below_a_shell(&own, above)
}

/// True unless this is a job in the background of the terminal that standard input is: such a job is stopped where it
/// touches the terminal.
pub(crate) fn is_in_foreground() -> bool {
    // A foreground that the system does not say, or that has no number in this container, is taken to be ours.
    let Ok(foreground) = rustix::termios::tcgetpgrp(std::io::stdin()) else {
        return true;
    };
    Process::own().is_none_or(|own| own.job == foreground.as_raw_pid().unsigned_abs())
}

fn is_below_a_shell(own: &Process, above: impl Iterator<Item = Process>) -> bool {
    above
        .take_while(|process| process.session == own.session)
        .any(|process| process.job != own.job)
}

/// A process among the others, by the system's numbers. A job or a session that was begun outside of
/// the container this runs in is 0 there, which is why rustix, whose numbers are never 0, cannot be asked on Linux.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Process {
    /// `None` where nothing is above, or where the system does not say.
    parent: Option<u32>,
    job: u32,
    session: u32,
}

#[cfg(target_os = "linux")]
impl Process {
    fn own() -> Option<Self> {
        Self::of(std::process::id())
    }

    fn of(pid: u32) -> Option<Self> {
        Self::read(&std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
    }

    /// Reads what Linux tells of a process in `stat`, see proc_pid_stat(5).
    fn read(about: &str) -> Option<Self> {
        // The program's name, in parentheses, may hold anything; its state and the numbers follow.
        let (_, behind) = about.rsplit_once(')')?;
        let mut numbers = behind
            .split_whitespace()
            .skip(1)
            .map(|number| number.parse().ok());
        let parent: u32 = numbers.next()??;
        Some(Self {
            parent: (parent != 0).then_some(parent),
            job: numbers.next()??,
            session: numbers.next()??,
        })
    }
}

#[cfg(not(target_os = "linux"))]
impl Process {
    fn own() -> Option<Self> {
        let parent = rustix::process::getppid().map(|pid| pid.as_raw_pid().unsigned_abs());
        Some(Self {
            parent,
            ..Self::of(std::process::id())?
        })
    }

    /// Nobody else's parent is told without a C library's help; this one's is a shell where there is one at all.
    fn of(pid: u32) -> Option<Self> {
        let pid = rustix::process::Pid::from_raw(i32::try_from(pid).ok()?);
        let job = rustix::process::getpgid(pid).ok()?.as_raw_pid().unsigned_abs();
        let session = rustix::process::getsid(pid).ok()?.as_raw_pid().unsigned_abs();
        Some(Self {
            parent: None,
            job,
            session,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn process(job: u32, session: u32) -> Process {
        Process {
            parent: Some(1),
            job,
            session,
        }
    }

    #[test]
    fn a_shell_is_of_the_session_and_not_of_the_job() {
        for (above, shell) in [
            (vec![process(50, 50)], true),
            // Through a script, which is of the same job.
            (vec![process(80, 50), process(50, 50)], true),
            (vec![], false),
            (vec![process(80, 50)], false),
            // What is above opened the terminal for this program alone.
            (vec![process(70, 70)], false),
            (vec![process(80, 50), process(70, 70)], false),
        ] {
            assert_eq!(
                is_below_a_shell(&process(80, 50), above.clone().into_iter()),
                shell,
                "{above:?}"
            );
        }
    }

    #[test]
    fn in_a_container_what_began_outside_is_0() {
        assert!(!is_below_a_shell(&process(80, 80), [process(0, 0)].into_iter()));
        assert!(!is_below_a_shell(&process(0, 0), [process(0, 0)].into_iter()));
        assert!(is_below_a_shell(&process(80, 0), [process(50, 0)].into_iter()));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_numbers_are_read_whatever_the_program_is_called() {
        let read = Process::read("81 (a) S 9 (b) S 1 80 50 34816 80 4194304 0");
        assert_eq!(read, Some(process(80, 50)));
        assert_eq!(
            Process::read("1 (init) S 0 0 0 0 -1"),
            Some(Process {
                parent: None,
                job: 0,
                session: 0
            })
        );
        assert_eq!(Process::read("81 (cut) S 1"), None);
        assert_eq!(
            Process::own().and_then(|own| own.parent),
            Some(std::os::unix::process::parent_id())
        );
    }
}

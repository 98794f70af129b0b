//! Whether somebody can continue the program once it is stopped: a shell, above its job in the same session.

use rustix::process::{Pid, getpgid, getpgrp, getppid, getsid};

/// Whether some process above this one is of its session and not of its job: a shell with job control. Without one
/// the system ignores a terminal's stop, and so must whoever catches it.
pub(super) fn can_be_continued() -> bool {
    let (job, session) = (getpgrp(), getsid(None).ok());
    let mut above = getppid();
    while let Some(pid) = above {
        if getsid(Some(pid)).ok() != session {
            return false;
        }
        if getpgid(Some(pid)).is_ok_and(|other| other != job) {
            return true;
        }
        above = parent_of(pid);
    }
    false
}

/// The parent of a process, where the system has it in `/proc`.
fn parent_of(pid: Pid) -> Option<Pid> {
    let about = std::fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    // The program's name, in parentheses, may hold anything; its state and its parent's number follow.
    let (_, behind) = about.rsplit_once(')')?;
    Pid::from_raw(behind.split_whitespace().nth(1)?.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::process::getpid;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_parent_is_found_by_its_number() {
        assert_eq!(parent_of(getpid()), getppid());
    }
}

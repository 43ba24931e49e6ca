//! The machine below.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;

use super::{Finding, fails, fine, warn};

/// Bytes below which a visit of many boards may not fit any more.
const LOW: u64 = 1 << 30;
/// Bytes below which SQLite soon cannot write.
const SPENT: u64 = 100 << 20;
/// Seconds by which clocks of machines differ without harm.
const DRIFT: i64 = 300;

/// Whether the data folder is there and can be written.
pub(super) fn folder(folder: &Path) -> Finding {
    const CHECK: &str = "data folder";
    let shown = folder.display();
    if !folder.exists() {
        return warn(CHECK, format!("{shown} is not there yet: `codedeck sources init` or `serve` makes it"));
    }
    let trial = folder.join(format!(".doctor-{}", std::process::id()));
    match std::fs::write(&trial, "x").and_then(|()| std::fs::remove_file(&trial)) {
        Ok(()) => fine(CHECK, format!("{shown} can be written")),
        Err(error) => {
            fails(CHECK, format!("{shown} cannot be written ({error}): change its owner, or set --data"))
        }
    }
}

/// Whether its disk has space left.
pub(super) fn space(folder: &Path) -> Finding {
    const CHECK: &str = "disk space";
    // A folder that is not there yet will be on the disk of the next one above.
    let there = folder.ancestors().find(|f| f.exists()).unwrap_or(Path::new("."));
    let Ok(disk) = rustix::fs::statvfs(there) else {
        return warn(CHECK, "this system does not say how much there is");
    };
    let bytes = disk.f_bavail.saturating_mul(disk.f_frsize);
    let shown = format!("{} MB are free", bytes >> 20);
    match bytes {
        0..SPENT => fails(CHECK, format!("{shown}: make room, or set --data")),
        SPENT..LOW => warn(CHECK, format!("{shown}: make room before it fills up")),
        _ => fine(CHECK, shown),
    }
}

/// Whether the clock may be right: not before the rates that this build carries, not before what it wrote itself.
pub(super) fn clock(now: i64, newest: Option<i64>) -> Finding {
    const CHECK: &str = "clock";
    let shown = |at: i64| jiff::Timestamp::from_second(at).map(|t| t.to_string()).unwrap_or_default();
    let built = normalise::rates::rates().date;
    let today = shown(now);
    if today < built {
        return fails(
            CHECK,
            format!("it says {today}, which is before this build was made ({built}): set it"),
        );
    }
    match newest {
        Some(at) if at > now + DRIFT => fails(
            CHECK,
            format!(
                "it says {today}, and the database has a visit of {}: set the clock, or restore a backup",
                shown(at)
            ),
        ),
        _ => fine(CHECK, today),
    }
}

/// Whether the server could listen.
pub(super) fn port(listen: SocketAddr) -> Finding {
    const CHECK: &str = "port";
    match TcpListener::bind(listen) {
        Ok(_) => fine(CHECK, format!("{listen} is free")),
        Err(error) if error.kind() == ErrorKind::AddrInUse => warn(
            CHECK,
            format!(
                "{listen} is taken: by `codedeck serve`, or by another server (--listen sets another one)"
            ),
        ),
        Err(error) => {
            fails(CHECK, format!("{listen} cannot be listened on ({error}): --listen sets another one"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn clocks_are_compared() {
        let check =
            |now, newest, expected| assert_eq!(clock(now, newest).state, expected, "{now} {newest:?}");
        let later = 2_000_000_000;
        check(0, None, State::Fails);
        check(later, None, State::Fine);
        check(later, Some(later + 60), State::Fine);
        check(later, Some(later + 3_600), State::Fails);
    }
}

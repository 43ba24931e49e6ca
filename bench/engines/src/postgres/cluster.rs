//! A PostgreSQL server of its own, in a temporary folder, reached by its local socket.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;

/// All rows and their indexes fit in its memory, parallel plans are left as they come, nothing waits for a disk.
const SETTINGS: [&str; 11] = [
    "listen_addresses=",
    "fsync=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=8GB",
    "shared_buffers=2GB",
    "effective_cache_size=8GB",
    "work_mem=256MB",
    "maintenance_work_mem=1GB",
    "random_page_cost=1.1",
    // Compiling takes longer than it saves.
    "jit=off",
];

/// Started, and stopped when dropped.
pub struct Cluster {
    folder: tempfile::TempDir,
    server: Child,
}

impl Cluster {
    /// Starts one; the error says why there is none.
    pub fn start() -> Result<Cluster, String> {
        let bin = binaries().ok_or("PostgreSQL's initdb is not installed under /usr/lib/postgresql")?;
        let told = |e: std::io::Error| e.to_string();
        let folder = tempfile::Builder::new().prefix("codedeck-engines").tempdir().map_err(told)?;
        let root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout.trim_ascii() == b"0");
        if root {
            // PostgreSQL refuses root: it runs as its own user.
            let owned = Command::new("chown").arg("postgres").arg(folder.path()).status();
            if !owned.is_ok_and(|s| s.success()) {
                return Err("the folder cannot be given to the user postgres".to_owned());
            }
        }
        let command = |program: &str| {
            let program = bin.join(program);
            if !root {
                return Command::new(program);
            }
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        };
        let data = folder.path().join("data");
        let mut initdb = command("initdb");
        initdb.args(["-A", "trust", "-U", "postgres", "-D"]).arg(&data).stdout(Stdio::null());
        if !initdb.status().map_err(told)?.success() {
            return Err("initdb failed".to_owned());
        }
        let mut server = command("postgres");
        server.arg("-D").arg(&data).arg("-k").arg(folder.path());
        server.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        let server = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(told)?;
        let cluster = Cluster { folder, server };
        cluster.wait(&bin)?;
        Ok(cluster)
    }

    /// How to reach it.
    pub fn options(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass().socket(self.folder.path()).username("postgres")
    }

    fn wait(&self, bin: &Path) -> Result<(), String> {
        for _ in 0..300 {
            let mut ready = Command::new(bin.join("pg_isready"));
            if ready.arg("-qh").arg(self.folder.path()).status().is_ok_and(|s| s.success()) {
                return Ok(());
            }
            sleep(Duration::from_millis(100));
        }
        Err("PostgreSQL does not start within 30 s".to_owned())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT to the postmaster: a fast shutdown. Its first line is its process id.
        if let Ok(text) = fs::read_to_string(self.folder.path().join("data/postmaster.pid"))
            && let Some(pid) = text.lines().next()
        {
            let _ = Command::new("kill").args(["-INT", pid]).status();
        }
        let _ = self.server.wait();
    }
}

/// The programs of version 15, else of another.
fn binaries() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|v| v.path()).collect();
    versions.sort_by_key(|path| !path.ends_with("15"));
    versions.into_iter().map(|v| v.join("bin")).find(|bin| bin.join("initdb").is_file())
}

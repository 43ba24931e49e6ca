//! A PostgreSQL server of its own, in a temporary folder, for one test.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

pub struct Cluster {
    folder: tempfile::TempDir,
    server: Child,
    port: u16,
    databases: AtomicU32,
}

impl Cluster {
    /// Starts one; `None` where PostgreSQL is not installed.
    pub fn start() -> Option<Cluster> {
        let bin = binaries()?;
        let folder = tempfile::Builder::new().prefix("codedeck-pg").tempdir().ok()?;
        let port = std::net::TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
        let data = folder.path().join("data");
        let root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout.trim_ascii() == b"0");
        if root {
            // PostgreSQL refuses root: it runs as its own user.
            let owned = Command::new("chown").arg("postgres").arg(folder.path()).status().ok()?;
            assert!(owned.success(), "the folder cannot be given to the user postgres");
        }
        let command = |program: &str| {
            let program = bin.join(program);
            if root {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--"]).arg(program);
                command
            } else {
                Command::new(program)
            }
        };
        let made = command("initdb")
            .args(["-A", "trust", "-U", "postgres", "-D"])
            .arg(&data)
            .stdout(Stdio::null())
            .status()
            .ok()?;
        assert!(made.success(), "initdb failed");
        let mut server = command("postgres");
        server.arg("-D").arg(&data).args([
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "fsync=off",
            "-c",
            "unix_socket_directories=",
        ]);
        let server = server
            .args(["-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let cluster = Cluster { folder, server, port, databases: AtomicU32::new(0) };
        cluster.wait(&bin);
        Some(cluster)
    }

    /// The address of a new, empty database.
    pub async fn database(&self) -> String {
        let url = |name: &str| format!("postgres://postgres@127.0.0.1:{}/{name}", self.port);
        let name = format!("d{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let mut connection = PgConnection::connect(&url("postgres")).await.unwrap();
        let make = format!("CREATE DATABASE {name}");
        sqlx::raw_sql(AssertSqlSafe(make)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        url(&name)
    }

    fn wait(&self, bin: &Path) {
        for _ in 0..300 {
            let ready = Command::new(bin.join("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])
                .status();
            if ready.is_ok_and(|s| s.success()) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        panic!("PostgreSQL does not start in {}", self.folder.path().display());
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT to the postmaster: a fast shutdown. Its first line is its process id.
        if let Ok(text) = std::fs::read_to_string(self.folder.path().join("data/postmaster.pid"))
            && let Some(pid) = text.lines().next()
        {
            let _ = Command::new("kill").args(["-INT", pid]).status();
        }
        let _ = self.server.wait();
    }
}

fn binaries() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    versions.flatten().map(|v| v.path().join("bin")).find(|bin| bin.join("initdb").is_file())
}

//! Other programs: echoed before they run, and one sentence when they fail.

use std::io::Read as _;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{env, io, thread};

use anyhow::{Context as _, Result, bail};

/// Says what is about to be done, one sentence a step.
pub fn say(sentence: &str) {
    println!("• {sentence}");
}

/// A cargo command for the host, in the toolchain that runs this program.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command to its end with its output shown; anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = status(command)?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a command to its end with its output shown.
pub fn status(command: &mut Command) -> Result<ExitStatus> {
    println!("$ {}", line(command));
    command.status().with_context(|| format!("`{}` could not be started", name(command)))
}

/// Runs a command quietly and gives what it printed; anything but success is an error that carries its complaint.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{}` could not be started", name(command)))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({}): {}", line(command), output.status, complaint.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command quietly, killed after `limit`: a network that swallows packets must not stop everything.
pub fn within(command: &mut Command, limit: Duration) -> Result<()> {
    println!("$ {}", line(command));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{}` could not be started", name(command)))?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            if status.success() {
                return Ok(());
            }
            let mut complaint = String::new();
            if let Some(mut pipe) = child.stderr.take() {
                pipe.read_to_string(&mut complaint)?;
            }
            let last =
                complaint.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("no reason given");
            bail!("`{}` failed: {}", line(command), last.trim());
        }
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            bail!("`{}` took over {} s", line(command), limit.as_secs());
        }
        thread::sleep(Duration::from_millis(100));
    }
}

/// Where a program is on the `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|dir| dir.join(program)).find(|path| path.is_file())
}

/// Whether this process may install system packages.
pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.trim_ascii() == b"0")
}

/// Whether an error says that a file does not exist.
pub fn is_missing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

/// The command as one would type it: added variables, program without its folder, arguments.
fn line(command: &Command) -> String {
    let mut words: Vec<String> = command
        .get_envs()
        .filter_map(|(key, value)| {
            value.map(|value| format!("{}={}", key.to_string_lossy(), value.to_string_lossy()))
        })
        .collect();
    let program = PathBuf::from(command.get_program());
    words.push(program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned());
    words.extend(command.get_args().map(|arg| arg.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_command_reads_as_typed() {
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["build", "-p", "app"]).env("A", "1");
        assert_eq!(line(&command), "A=1 cargo build -p app");
    }

    #[test]
    fn failures_carry_the_complaint() {
        let error = output(&mut shell("echo no room >&2; exit 3")).unwrap_err().to_string();
        assert!(error.contains("no room") && error.contains("3"), "{error}");
    }

    #[test]
    fn a_hanging_command_is_ended() {
        let error = within(shell("exec tail -f /dev/null").arg(""), Duration::from_millis(50))
            .unwrap_err()
            .to_string();
        assert!(error.contains("took over"), "{error}");
    }
}

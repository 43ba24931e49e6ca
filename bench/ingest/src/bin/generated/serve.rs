//! The smallest HTTP server that a board needs: `/v1/boards/{board}/jobs`, anything else is not found.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

use anyhow::{Context as _, Result};

use super::{BOARD, board};

/// Listens on every address of this machine; the port.
pub fn start() -> Result<u16> {
    let listener = TcpListener::bind("0.0.0.0:0").context("no port can be had")?;
    let port = listener.local_addr()?.port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(stream));
        }
    });
    Ok(port)
}

/// Who asks may go away at any time.
fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let number = first.split("/boards/board").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
    let (status, body) = match number {
        Some(number) => ("200 OK", board::json(number, BOARD)),
        None => ("404 Not Found", String::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())
}

//! One JSON object a line.

use std::io::{self, BufRead};

use super::record::Record;
use super::{Bad, LONGEST, Row};

/// The rows of such a file.
pub struct Ndjson<R> {
    input: R,
    line: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> Ndjson<R> {
    pub fn new(input: R) -> Ndjson<R> {
        Ndjson { input, line: 0, buffer: Vec::new() }
    }

    /// Reads the next line into the buffer, as far as it is not too long. `None` at the end, else whether it fits.
    fn read(&mut self) -> io::Result<Option<bool>> {
        self.buffer.clear();
        let (mut any, mut fits) = (false, true);
        loop {
            let there = self.input.fill_buf()?;
            if there.is_empty() {
                return Ok(any.then_some(fits));
            }
            any = true;
            let end = there.iter().position(|b| *b == b'\n');
            let part = &there[..end.unwrap_or(there.len())];
            fits &= self.buffer.len() + part.len() <= LONGEST;
            if fits {
                self.buffer.extend_from_slice(part);
            }
            let taken = part.len() + usize::from(end.is_some());
            self.input.consume(taken);
            if end.is_some() {
                return Ok(Some(fits));
            }
        }
    }

    fn row(&self, fits: bool) -> Option<Row> {
        let bad = |why: String| Row::Bad(Bad { line: self.line, why });
        if !fits {
            return Some(bad(format!("it is longer than {} MiB", LONGEST / 1024 / 1024)));
        }
        let bytes = self.buffer.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.buffer).trim_ascii();
        if bytes.is_empty() {
            return None;
        }
        // A list would pass for an object whose fields stand in their order.
        if bytes[0] != b'{' {
            return Some(bad("it is no JSON object".to_owned()));
        }
        Some(match serde_json::from_slice::<Record>(bytes) {
            Ok(record) => record.row(self.line),
            // Each line is a document of its own: that the error is in its line 1 says nothing.
            Err(error) => {
                bad(format!("it is no such JSON object: {error}")
                    .replace(" at line 1 column ", " at character "))
            }
        })
    }
}

impl<R: BufRead> Iterator for Ndjson<R> {
    type Item = io::Result<Row>;

    fn next(&mut self) -> Option<io::Result<Row>> {
        loop {
            let fits = match self.read() {
                Ok(Some(fits)) => fits,
                Ok(None) => return None,
                Err(error) => return Some(Err(error)),
            };
            self.line += 1;
            if let Some(row) = self.row(fits) {
                return Some(Ok(row));
            }
        }
    }
}

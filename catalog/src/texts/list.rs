//! Ascending rows as bytes.

use crate::snapshot::push_varint;

/// The numbers of which the bytes are the distances: the first's from 0, then each from the one after the last.
pub fn distances(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let (mut bytes, mut next) = (bytes.iter(), 0u32);
    std::iter::from_fn(move || {
        let (mut n, mut shift) = (0u32, 0);
        loop {
            let byte = *bytes.next()?;
            n |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        let row = next + n;
        next = row + 1;
        Some(row)
    })
}

/// Appends rows below `len`, in the shorter form.
pub fn write(rows: &[u32], len: u32, out: &mut Vec<u8>) {
    let (start, bits) = (out.len(), len.div_ceil(8) as usize);
    let mut next = 0;
    for &row in rows {
        push_varint(out, (row - next).into());
        next = row + 1;
        if out.len() - start >= bits {
            out.truncate(start);
            out.resize(start + bits, 0);
            rows.iter().for_each(|&row| out[start + row as usize / 8] |= 1 << (row % 8));
            return;
        }
    }
}

/// Gives the rows that [`write()`] wrote.
pub fn read(bytes: &[u8], len: u32, mut each: impl FnMut(u32)) {
    if bytes.len() < len.div_ceil(8) as usize {
        distances(bytes).for_each(each);
        return;
    }
    for (byte, first) in bytes.iter().zip((0..).step_by(8)) {
        (0..8).filter(|bit| byte >> bit & 1 == 1).for_each(|bit| each(first + bit));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_as_written() {
        let check = |rows: &[u32], len: u32, bytes: usize| {
            let (mut out, mut found) = (Vec::new(), Vec::new());
            write(rows, len, &mut out);
            read(&out, len, |row| found.push(row));
            assert_eq!((found.as_slice(), out.len()), (rows, bytes), "of {len}");
        };
        check(&[], 0, 0);
        check(&[], 100, 0);
        check(&[0], 1, 1);
        check(&[0, 9], 100, 2);
        check(&[99], 100, 1);
        check(&[128, 20_000], 100_000, 5);
        check(&(0..100).collect::<Vec<_>>(), 100, 13);
        check(&(0..100).step_by(7).collect::<Vec<_>>(), 100, 13);
    }
}

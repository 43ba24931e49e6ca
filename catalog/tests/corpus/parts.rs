//! A payload by the grammar of the crate's README, part by part, written by hand: a second writer, so that damage can be done
//! to one part alone.

use crate::snapshot::{VERSION, sealed};

/// The parts of a payload in the grammar's order.
#[derive(Clone)]
pub struct Parts {
    version: u16,
    parts: Vec<(&'static str, Vec<u8>)>,
}

impl Parts {
    /// Two roles with one of everything: the first without pay and place, the second with both.
    pub fn two_roles() -> Parts {
        let part = |name, bytes: &[u8]| (name, bytes.to_vec());
        let parts = vec![
            part("ids", &[1, 5, 9]),
            part("rates", &[2, 1, 7]),
            part("rates-date", b"2026-09"),
            part("rates-table", &rates(&[(b"EUR", 0.9), (b"USD", 1.0)])),
            part("titles", b"\x02\x01\x00\x03\x01\x03\x01Dev2"),
            part("companies", &[1]),
            part("company-labels", b"\x01\x04Acme"),
            part("company-slugs", &[0, 0]),
            part("cities", &[1]),
            part("city-labels", b"\x01\x05Porto"),
            part("city-slugs", b"\x00\x01\x04-pt!"),
            part("skills", &[2]),
            part("skill-labels", b"\x01\x02\x04GoRust"),
            part("skill-slugs", &[0, 0]),
            part("regions", b"\x01\x00\x01\x05PT.17"),
            part("countries", b"\x02ESPT"),
            part("places", &[2]),
            part("place-cities", &[1, 1, 0]),
            part("place-regions", &[1, 1, 0]),
            part("place-countries", &[1, 1, 0]),
            part("sets", &[1]),
            part("set-lengths", &[1, 2]),
            part("set-places", &[1, 0, 1]),
            part("open-sets", b"\x02\x00\x02\x03\xffBR"),
            part("title", &[1, 0, 1]),
            part("company", &[0]),
            part("category", &[1, 1, 2]),
            part("level", &[1, 4, 0]),
            part("workplace", &[1, 3, 1]),
            part("employment", &[0]),
            part("visa", &[0]),
            part("place-set", &[1, 0, 1]),
            part("open-set", &[1, 1, 2]),
            part("skill-rows", &[1, 1, 2]),
            part("skill-lengths", &[1, 1, 2]),
            part("skill-ranks", &[0]),
            part("pay-kinds", b"\x01EUR\x00\x01\x03"),
            part("pay", &[1, 0, 1]),
            part("pay-lower", &[1, 6, 1, 5]),
            part("pay-upper", &[1, 6, 1, 7]),
            part("published", &[0xe8, 0x07, 1, 0, 10]),
            part("seen", &[0, 1, 3, 0]),
        ];
        Parts { version: VERSION, parts }
    }

    /// The same in the first version, where slugs stood before labels, and the order of skills by itself.
    pub fn two_roles_of_version_1() -> Parts {
        let parts = Parts::two_roles()
            .with("companies", b"\x01\x00\x01\x04acme")
            .with("company-slugs", b"")
            .with("cities", b"\x01\x00\x01\x09porto-pt!")
            .with("city-slugs", b"")
            .with("skills", b"\x02\x00\x01\x02\x04gorust")
            .with("skill-slugs", b"")
            .with("skill-rows", &[1, 1, 0])
            .with("skill-ranks", &[1, 0, 0, 1]);
        Parts { version: 1, ..parts }
    }

    /// A catalogue without roles, values and rates.
    pub fn no_role() -> Parts {
        let mut parts = Parts::two_roles();
        for (_, bytes) in &mut parts.parts {
            *bytes = Vec::new();
        }
        // The widths and numbers that are written all the same, all zero.
        let zeros = |n: usize| vec![0; n];
        for (name, n) in [
            ("ids", 1),
            ("rates", 2),
            ("titles", 3),
            ("companies", 4),
            ("cities", 4),
            ("skills", 4),
            ("regions", 3),
            ("countries", 1),
            ("places", 4),
            ("sets", 3),
            ("open-sets", 1),
            ("title", 9),
            ("skill-ranks", 3),
            ("pay", 2),
            ("pay-lower", 2),
            ("pay-upper", 2),
            ("published", 2),
            ("seen", 2),
        ] {
            parts = parts.with(name, &zeros(n));
        }
        parts
    }

    /// The same with another part of that name.
    pub fn with(mut self, name: &str, bytes: &[u8]) -> Parts {
        let part =
            self.parts.iter_mut().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("no part {name}"));
        part.1 = bytes.to_vec();
        self
    }

    /// The payload up to the part, which is left out.
    pub fn before(&self, name: &str) -> Vec<u8> {
        self.parts.iter().take_while(|(n, _)| *n != name).flat_map(|(_, bytes)| bytes).copied().collect()
    }

    /// The payload.
    pub fn payload(&self) -> Vec<u8> {
        self.before("")
    }

    /// A snapshot of that payload that says that it has so many rows.
    pub fn sealed(&self, rows: u32) -> Vec<u8> {
        sealed(self.version, &self.payload(), rows, 0)
    }
}

/// The entries of a table of rates.
pub fn rates(entries: &[(&[u8; 3], f64)]) -> Vec<u8> {
    entries.iter().flat_map(|(code, rate)| code.iter().copied().chain(rate.to_le_bytes())).collect()
}

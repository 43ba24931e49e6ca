//! Where a role is, and from where it may be done.

mod names;
mod regions;

use crate::schema::Value;

/// An ISO 3166 alpha-2 code, upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Two ASCII letters of any case.
    pub fn parse(code: &str) -> Option<Country> {
        let bytes: [u8; 2] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Country(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The code, for instance `PT`.
    pub fn code(&self) -> &str {
        // Built from ASCII letters only.
        std::str::from_utf8(&self.0).unwrap_or("XX")
    }
}

/// A group of countries that postings name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// European Union.
    Eu,
    /// European Economic Area.
    Eea,
    /// Europe, Middle East, Africa.
    Emea,
    /// Latin America.
    Latam,
    /// Asia and the Pacific.
    Apac,
    /// North America: Canada, Mexico, United States.
    Na,
    /// Both Americas.
    Amer,
}

impl Region {
    /// Every region.
    pub const ALL: [Region; 7] =
        [Region::Eu, Region::Eea, Region::Emea, Region::Latam, Region::Apac, Region::Na, Region::Amer];

    /// As written in records.
    pub const fn code(self) -> &'static str {
        match self {
            Region::Eu => "EU",
            Region::Eea => "EEA",
            Region::Emea => "EMEA",
            Region::Latam => "LATAM",
            Region::Apac => "APAC",
            Region::Na => "NA",
            Region::Amer => "AMER",
        }
    }

    /// The region of that code. `NA` is North America here; Namibia is `Country("NA")` and is written so.
    pub fn from_code(code: &str) -> Option<Region> {
        Region::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// One place of a role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The city, with its assigned slug (`london-gb`); `None` where only the country is known.
    pub city: Option<Value>,
    /// GeoNames admin-1 code (`GB.ENG`), where known.
    pub region: Option<String>,
    /// The country.
    pub country: Country,
}

/// From where a remote role may be done.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpenTo {
    /// Not said, or not a remote role.
    #[default]
    Unspecified,
    /// Anywhere.
    Worldwide,
    /// These regions and countries, at least one.
    Only(Vec<Territory>),
}

/// One term of [`OpenTo::Only`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Territory {
    /// A group of countries.
    Region(Region),
    /// One country.
    Country(Country),
}

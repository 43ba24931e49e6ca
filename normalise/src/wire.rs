//! How values stand in the stored record: enums by slug, places and pay as small objects.

use catalog::money::{Basis, Currency, Pay, Period};
use catalog::place::{Country, OpenTo, Place, Region, Territory};
use catalog::schema::{Category, Employment, Level, Value, Visa, Workplace};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Derived, Evidence};

/// A value with a serialisable form.
pub trait Wire: Sized {
    /// The form.
    type Form: Serialize + DeserializeOwned;
    /// The value's form.
    fn form(&self) -> Self::Form;
    /// The form's value; `None` where it has none.
    fn value(form: Self::Form) -> Option<Self>;
}

#[derive(Serialize, Deserialize)]
struct Record<F> {
    value: F,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    evidence: Option<Evidence>,
}

impl<T: Wire> Serialize for Derived<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        Record { value: self.value.form(), evidence: self.evidence.clone() }.serialize(s)
    }
}

impl<'de, T: Wire> Deserialize<'de> for Derived<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let record = Record::<T::Form>::deserialize(d)?;
        let value = T::value(record.value).ok_or_else(|| D::Error::custom("no such value"))?;
        Ok(Derived { value, evidence: record.evidence })
    }
}

macro_rules! by_slug {
    ($($name:ident),*) => { $(
        impl Wire for $name {
            type Form = String;
            fn form(&self) -> String { self.slug().to_owned() }
            fn value(form: String) -> Option<Self> { $name::from_slug(&form) }
        }
    )* };
}

by_slug!(Category, Level, Workplace, Employment, Visa);

macro_rules! as_is {
    ($($name:ty),*) => { $(
        impl Wire for $name {
            type Form = $name;
            fn form(&self) -> $name { self.clone() }
            fn value(form: $name) -> Option<Self> { Some(form) }
        }
    )* };
}

as_is!(u8, crate::location::TimeZones, crate::skills::Skill);

/// A place as stored.
#[derive(Serialize, Deserialize)]
pub struct PlaceForm {
    city: Option<String>,
    slug: Option<String>,
    region: Option<String>,
    country: String,
}

impl Wire for Place {
    type Form = PlaceForm;

    fn form(&self) -> PlaceForm {
        PlaceForm {
            city: self.city.as_ref().map(|c| c.label.clone()),
            slug: self.city.as_ref().map(|c| c.slug.clone()),
            region: self.region.clone(),
            country: self.country.code().to_owned(),
        }
    }

    fn value(form: PlaceForm) -> Option<Place> {
        let city = form.slug.zip(form.city).map(|(slug, label)| Value { slug, label });
        Some(Place { city, region: form.region, country: Country::parse(&form.country)? })
    }
}

impl Wire for OpenTo {
    type Form = Option<Vec<String>>;

    fn form(&self) -> Option<Vec<String>> {
        match self {
            OpenTo::Unspecified => None,
            OpenTo::Worldwide => Some(vec!["worldwide".to_owned()]),
            OpenTo::Only(territories) => Some(territories.iter().map(territory_code).collect()),
        }
    }

    fn value(form: Option<Vec<String>>) -> Option<OpenTo> {
        let Some(codes) = form else { return Some(OpenTo::Unspecified) };
        if codes == ["worldwide"] {
            return Some(OpenTo::Worldwide);
        }
        codes.iter().map(|code| territory(code)).collect::<Option<Vec<_>>>().map(OpenTo::Only)
    }
}

/// `EMEA`, `PT`; a country that reads like a region (Namibia) has a colon before it.
fn territory_code(territory: &Territory) -> String {
    match territory {
        Territory::Region(region) => region.code().to_owned(),
        Territory::Country(country) if Region::from_code(country.code()).is_some() => {
            format!(":{}", country.code())
        }
        Territory::Country(country) => country.code().to_owned(),
    }
}

fn territory(code: &str) -> Option<Territory> {
    match code.strip_prefix(':') {
        Some(country) => Country::parse(country).map(Territory::Country),
        None => Region::from_code(code)
            .map(Territory::Region)
            .or_else(|| Country::parse(code).map(Territory::Country)),
    }
}

/// Pay as stored.
#[derive(Serialize, Deserialize)]
pub struct PayForm {
    min: Option<f64>,
    max: Option<f64>,
    currency: String,
    period: String,
    basis: String,
}

impl Wire for Pay {
    type Form = PayForm;

    fn form(&self) -> PayForm {
        let basis = match self.basis {
            Basis::Base => "base",
            Basis::Total => "total",
            Basis::Unclear => "unclear",
        };
        PayForm {
            min: self.min,
            max: self.max,
            currency: self.currency.code().to_owned(),
            period: self.period.slug().to_owned(),
            basis: basis.to_owned(),
        }
    }

    fn value(form: PayForm) -> Option<Pay> {
        let basis = match form.basis.as_str() {
            "base" => Basis::Base,
            "total" => Basis::Total,
            _ => Basis::Unclear,
        };
        let (currency, period) = (Currency::parse(&form.currency)?, Period::from_slug(&form.period)?);
        Some(Pay { min: form.min, max: form.max, currency, period, basis })
    }
}

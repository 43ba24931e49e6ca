//! What the home page shows.

use serde::{Deserialize, Serialize};

use crate::jobs::model::{Card, ValueCount};

/// Live numbers and ways in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// Roles listed.
    pub roles: u32,
    /// Of them backend.
    pub backend: u32,
    /// Companies with at least one.
    pub companies: u32,
    /// Countries with at least one.
    pub countries: u32,
    /// Roles that state pay.
    pub stated: u32,
    /// When the catalogue was made, Unix seconds.
    pub made_at: i64,
    /// Categories by roles.
    pub categories: Vec<ValueCount>,
    /// Rungs in their order.
    pub levels: Vec<ValueCount>,
    /// Cities by roles.
    pub cities: Vec<ValueCount>,
    /// Skills by roles.
    pub skills: Vec<ValueCount>,
    /// The latest roles.
    pub latest: Vec<Card>,
}

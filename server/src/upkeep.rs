//! What is done once a day, by whichever node holds the lease: texts of roles that closed long ago are forgotten, and the
//! catalogue's figures are kept.

use std::collections::BTreeMap;

use anyhow::Result;
use catalog::schema::UNSPECIFIED;
use catalog::{Catalog, Row};
use store::Figure;

use crate::live::Live;

const DAY: i64 = 86_400;
/// Seconds for which the right to do it is held: it takes a few.
const LEASE: i64 = 300;
/// Roles from which on a skill's figures are kept: rarer ones say nothing, and are most of the table.
const SKILL: usize = 3;

/// Does it, where nobody did today. Whether it was done here. `keep_days`: how long texts of closed roles are kept.
pub async fn daily(live: &Live, owner: &str, now: i64, keep_days: u32) -> Result<bool> {
    let (store, day) = (&live.store, now.div_euclid(DAY));
    let current = live.current();
    // An empty catalogue of a new installation is no day's figure.
    if live.site.sample || current.catalog.is_empty() || store.last_day().await? >= Some(day) {
        return Ok(false);
    }
    let Some(lease) = store.lease("upkeep", owner, now, LEASE).await? else { return Ok(false) };
    let forgotten = store.forget_texts(now - i64::from(keep_days) * DAY).await?;
    let written = store.write_history(day, &figures(&current.catalog, day)).await?;
    store.release(&lease).await?;
    if forgotten > 0 {
        tracing::info!(forgotten, "texts of roles that closed more than {keep_days} days ago are deleted");
    }
    Ok(written)
}

/// The catalogue's figures by category, level, country and skill.
pub fn figures(catalog: &Catalog, day: i64) -> Vec<Figure> {
    let mut values: BTreeMap<(&str, &str), Vec<Option<i64>>> = BTreeMap::new();
    for row in 0..catalog.len() {
        let role = catalog.role(Row(row));
        let middle = role.pay().and_then(|pay| {
            let middle = (pay.yearly_bottom() + pay.yearly_top()) / 2.0;
            catalog.rates().to_usd(middle, pay.currency).map(i64::from)
        });
        let mut add = |dimension, value| values.entry((dimension, value)).or_default().push(middle);
        add("all", "");
        add("category", role.category().slug());
        add("level", role.level().slug());
        let mut countries: Vec<&str> = role.places().map(|(_, _, country)| country.slug).collect();
        countries.sort_unstable();
        countries.dedup();
        countries.into_iter().for_each(|country| add("country", country));
        role.skills().filter(|s| s.slug != UNSPECIFIED).for_each(|skill| add("skill", skill.slug));
    }
    let kept =
        values.into_iter().filter(|((dimension, _), roles)| *dimension != "skill" || roles.len() >= SKILL);
    kept.map(|((dimension, value), roles)| {
        let mut pay: Vec<i64> = roles.iter().copied().flatten().collect();
        pay.sort_unstable();
        Figure {
            day,
            dimension: dimension.to_owned(),
            value: value.to_owned(),
            open: roles.len() as i64,
            stated: pay.len() as i64,
            p25: quantile(&pay, 0.25),
            median: quantile(&pay, 0.5),
            p75: quantile(&pay, 0.75),
        }
    })
    .collect()
}

/// Between the two nearest, by their distance (type 7 of Hyndman and Fan 1996).
fn quantile(sorted: &[i64], share: f64) -> Option<i64> {
    let at = share * sorted.len().checked_sub(1)? as f64;
    let (low, high) = (sorted[at.floor() as usize] as f64, sorted[at.ceil() as usize] as f64);
    Some((low + (high - low) * at.fract()).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_lie_between() {
        let check = |sorted: &[i64], expected: [Option<i64>; 3]| {
            assert_eq!([0.25, 0.5, 0.75].map(|share| quantile(sorted, share)), expected);
        };
        check(&[], [None; 3]);
        check(&[7], [Some(7); 3]);
        check(&[10, 20], [Some(13), Some(15), Some(18)]);
        check(&[10, 20, 30, 40, 50], [Some(20), Some(30), Some(40)]);
    }
}

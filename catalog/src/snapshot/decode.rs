//! Bytes to columns. Whatever the bytes are, this ends with columns whose codes are all in range, or with a reason.

use super::codec::{Damage, ORDER, RANGE, Reader};
use crate::column::{Lists, Strings};
use crate::columns::{Columns, Dictionary, Pays, PlaceCodes};
use crate::money::{Basis, Currency, Pay, Period, Rates};
use crate::place::{Country, OpenTo, Region, Territory};
use crate::role::RoleId;
use crate::schema::{Category, Employment, Level, Visa, Workplace};
use crate::sorting::{sort, sort_few, sort_rows};
use crate::text::slugify;

/// Skills that the index can number: it keeps a row's in 16 bits, the code 0 for "none".
const MOST_SKILLS: u32 = 65_535;
/// Bytes of city labels that the place sets may name together, each as often as it is named, for each byte of the payload.
/// All of them are indexed, so that one long label in many sets would grow with the square. Labels have nine bytes on average.
const MOST_NAMED: u64 = 64;

type Kind = (Currency, Period, Basis, bool, bool);

pub(super) fn columns(payload: &[u8], version: u16, rows: u32) -> Result<Columns, Damage> {
    let n = rows as usize;
    let r = &mut Reader::new(payload);
    // Ids are distinct, hence a byte at least for each row beyond the first: this bounds all row columns.
    if n > payload.len() {
        return Err("it has fewer bytes than rows");
    }
    let mut out =
        Columns { ids: ids(r, n)?, rates: rates(r)?, titles: r.front_coded()?, ..Columns::default() };
    let is_first = version == 1;
    let dictionary = if is_first { dictionary_of_version_1 } else { dictionary };
    out.companies = dictionary(r)?;
    out.cities = dictionary(r)?;
    out.skills = dictionary(r)?;
    if out.skills.len() > MOST_SKILLS {
        return Err("it has more than 65,535 skills");
    }
    places(r, &mut out)?;
    if named(&out) > MOST_NAMED * payload.len() as u64 {
        return Err("its places name too much");
    }
    out.open_sets = open_sets(r)?;
    out.title = r.codes(n, out.titles.len())?;
    out.company = r.codes(n, out.companies.len())?;
    out.category = r.small_codes(n, Category::ALL.len() as u32)?;
    out.level = r.small_codes(n, Level::ALL.len() as u32)?;
    out.workplace = r.small_codes(n, Workplace::ALL.len() as u32)?;
    out.employment = r.small_codes(n, Employment::ALL.len() as u32)?;
    out.visa = r.small_codes(n, Visa::ALL.len() as u32)?;
    out.place_set = r.codes(n, out.place_sets.len())?;
    out.open_set = r.codes(n, out.open_sets.len() as u32)?;
    out.skill = skills(r, n, out.skills.len(), is_first)?;
    out.pay = pay(r, n)?;
    times(r, n, &mut out)?;
    if !newest_first(&out) {
        return Err("rows are not in order");
    }
    if r.is_at_end() { Ok(out) } else { Err("bytes follow its end") }
}

fn newest_first(columns: &Columns) -> bool {
    let key = |i: usize| (std::cmp::Reverse(columns.published[i]), columns.ids[i]);
    (1..columns.ids.len()).all(|i| key(i - 1) < key(i))
}

fn ids(r: &mut Reader<'_>, n: usize) -> Result<Vec<RoleId>, Damage> {
    let numbers = r.wide_planes(n)?;
    let mut sorted = numbers.clone();
    sort(&mut sorted);
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err("an id stands twice");
    }
    if sorted.last().is_some_and(|&id| id >> 48 != 0) {
        return Err("an id is longer than 48 bits");
    }
    Ok(numbers.into_iter().map(RoleId::new).collect())
}

fn currency(r: &mut Reader<'_>) -> Result<Currency, Damage> {
    let code = std::str::from_utf8(r.take(3)?).unwrap_or("");
    Currency::parse(code).ok_or("a currency is no code")
}

fn country(r: &mut Reader<'_>) -> Result<Country, Damage> {
    let code = std::str::from_utf8(r.take(2)?).unwrap_or("");
    Country::parse(code).ok_or("a country is no code")
}

fn rates(r: &mut Reader<'_>) -> Result<Rates, Damage> {
    let n = r.count()?;
    let date = r.texts(1)?.get(0).to_owned();
    let mut per_usd = Vec::new();
    for _ in 0..n {
        let currency = currency(r)?;
        let bytes = r.take(8)?;
        let rate = f64::from_le_bytes(std::array::from_fn(|i| bytes[i]));
        if !(rate.is_finite() && rate > 0.0) {
            return Err("an exchange rate is not positive");
        }
        per_usd.push((currency, rate));
    }
    if per_usd.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
        return Err("exchange rates are not in order");
    }
    Ok(Rates { date, per_usd })
}

/// A label's slug is most often what [`slugify`] makes of it: what is cut off that, and what is added, is written.
fn dictionary(r: &mut Reader<'_>) -> Result<Dictionary, Damage> {
    // Slugs are different, and each is of a label or of bytes of its own.
    let n = r.count_of_different()?;
    let labels = r.texts(n)?;
    let (cut, added) = (r.planes(n)?, r.planes(n)?);
    let mut slugs = Strings::default();
    let mut last = String::new();
    for ((label, cut), added) in labels.iter().zip(cut).zip(added) {
        let mut slug = slugify(label);
        let kept = slug.len().checked_sub(cut as usize).ok_or("a slug is shorter than what is cut off")?;
        slug.truncate(kept);
        slug.push_str(r.text(added)?);
        if slugs.len() > 0 && last >= slug {
            return Err(ORDER);
        }
        slugs.push(&slug);
        last = slug;
    }
    Ok(Dictionary { slugs, labels })
}

fn dictionary_of_version_1(r: &mut Reader<'_>) -> Result<Dictionary, Damage> {
    let slugs = r.front_coded()?;
    let labels = r.texts(slugs.len() as usize)?;
    Ok(Dictionary { slugs, labels })
}

fn places(r: &mut Reader<'_>, out: &mut Columns) -> Result<(), Damage> {
    let regions: Strings = r.front_coded()?;
    for _ in 0..r.count()? {
        out.countries.push(country(r)?);
    }
    if out.countries.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err("countries are not in order");
    }
    let n = r.count_of_different()?;
    let city = r.codes(n, out.cities.len() + 1)?;
    let region = r.codes(n, regions.len() + 1)?;
    let country = r.codes(n, out.countries.len() as u32)?;
    out.regions = regions;
    out.places =
        (0..n).map(|i| PlaceCodes { city: city[i], region: region[i], country: country[i] }).collect();
    let sets = r.count()?;
    let lengths = r.planes(sets)?;
    let all = total(r, &lengths)?;
    let codes = r.codes(all, n as u32)?;
    out.place_sets.push([]);
    push_lists(&mut out.place_sets, &lengths, &codes);
    Ok(())
}

/// Bytes of the city labels that the place sets name.
fn named(columns: &Columns) -> u64 {
    let label = |place: u32| match columns.places[place as usize].city {
        0 => 0,
        city => columns.cities.labels.get(city - 1).len() as u64,
    };
    columns.place_sets.iter().flatten().map(|&place| label(place)).sum()
}

/// The sum of lengths, bounded before anything is allocated: an entry takes a byte at least, unless there is one value only,
/// which each list then has once at most.
fn total(r: &Reader<'_>, lengths: &[u32]) -> Result<usize, Damage> {
    let sum: u64 = lengths.iter().map(|&l| u64::from(l)).sum();
    let most = r.left() + lengths.len();
    usize::try_from(sum).ok().filter(|&sum| sum <= most).ok_or("lists are too long")
}

fn push_lists(lists: &mut Lists<u32>, lengths: &[u32], values: &[u32]) {
    let mut from = 0;
    for &length in lengths {
        let to = from + length as usize;
        lists.push(values[from..to].iter().copied());
        from = to;
    }
}

fn open_sets(r: &mut Reader<'_>) -> Result<Vec<OpenTo>, Damage> {
    let mut out = vec![OpenTo::Unspecified];
    for _ in 0..r.count()? {
        let mut territories = Vec::new();
        for _ in 0..r.byte()? {
            territories.push(match r.byte()? {
                255 => Territory::Country(country(r)?),
                at => Territory::Region(*Region::ALL.get(at as usize).ok_or("a region is no number")?),
            });
        }
        out.push(if territories.is_empty() { OpenTo::Worldwide } else { OpenTo::Only(territories) });
    }
    Ok(out)
}

/// Ranks of skills are by how many rows have them, most first. The first version had the order itself, and ranks as they are;
/// since the second the numbers order them, and a row's ranks are the gaps between them.
fn skills(r: &mut Reader<'_>, n: usize, size: u32, is_first: bool) -> Result<Lists<u16>, Damage> {
    let order = if is_first {
        r.codes(size as usize, size.max(1))?
    } else {
        let rows = r.planes(size as usize)?;
        let mut order = (0..size).collect();
        sort_rows(&mut order, 32, &|code| u64::from(!rows[code as usize]));
        order
    };
    let lengths = r.planes(n)?;
    let all = total(r, &lengths)?;
    let mut codes = r.planes(all)?;
    let mut out = Lists::with_capacity(n, all);
    let mut from = 0;
    for length in lengths {
        let list = &mut codes[from..from + length as usize];
        let mut least = 0u32;
        for code in &mut *list {
            let rank = if is_first { *code } else { least.saturating_add(*code) };
            *code = *order.get(rank as usize).ok_or(RANGE)?;
            least = rank + 1;
        }
        sort_few(list);
        if list.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err("a role has a skill twice");
        }
        // There are no more skills than that.
        out.push(list.iter().map(|&code| code as u16));
        from += length as usize;
    }
    Ok(out)
}

fn kinds(r: &mut Reader<'_>) -> Result<Vec<Kind>, Damage> {
    let mut out = Vec::new();
    for _ in 0..r.count()? {
        let currency = currency(r)?;
        let period = *Period::ALL.get(r.byte()? as usize).ok_or("a period is no number")?;
        let basis = match r.byte()? {
            0 => Basis::Base,
            1 => Basis::Total,
            2 => Basis::Unclear,
            _ => return Err("a basis is no number"),
        };
        let ends = r.byte()?;
        if !(1..=3).contains(&ends) {
            return Err("pay has no end");
        }
        out.push((currency, period, basis, ends & 1 == 1, ends & 2 == 2));
    }
    Ok(out)
}

fn amounts(r: &mut Reader<'_>, n: usize) -> Result<std::vec::IntoIter<f64>, Damage> {
    let exponents = r.small_codes(n, 16)?;
    let mantissas = r.wide_planes(n)?;
    let values: Vec<f64> = exponents
        .into_iter()
        .zip(mantissas)
        .map(|(exponent, mantissa)| {
            // Exact: the integer of cents is below 2⁵³ in every snapshot that the builder wrote.
            mantissa.saturating_mul(10u64.pow(exponent.into())) as f64 / 100.0
        })
        .collect();
    Ok(values.into_iter())
}

fn pay(r: &mut Reader<'_>, n: usize) -> Result<Pays, Damage> {
    let kinds = kinds(r)?;
    let codes = r.codes(n, kinds.len() as u32 + 1)?;
    let kind = |code: u32| (code > 0).then(|| kinds[code as usize - 1]);
    let of = |end: fn(&Kind) -> bool| codes.iter().filter(|&&c| kind(c).as_ref().is_some_and(end)).count();
    let (lower, upper) = (of(|k| k.3), of(|k| k.4));
    let (mut mins, mut maxs) = (amounts(r, lower)?, amounts(r, upper)?);
    let mut out = Pays::with_capacity(n);
    for &code in &codes {
        out.push(kind(code).map(|(currency, period, basis, min, max)| Pay {
            min: min.then(|| mins.next().unwrap_or(0.0)),
            max: max.then(|| maxs.next().unwrap_or(0.0)),
            currency,
            period,
            basis,
        }));
    }
    let ordered = |p: &Pay| p.min.zip(p.max).is_none_or(|(min, max)| min <= max);
    if out.distinct().iter().all(ordered) { Ok(out) } else { Err("pay has its ends the wrong way round") }
}

fn times(r: &mut Reader<'_>, n: usize, out: &mut Columns) -> Result<(), Damage> {
    const RANGE: Damage = "a time is out of range";
    let mut minute = u32::try_from(r.varint()?).map_err(|_| RANGE)?;
    out.published.reserve_exact(n);
    out.first_seen.reserve_exact(n);
    for step in r.planes(n)? {
        minute = minute.checked_sub(step).ok_or(RANGE)?;
        out.published.push(minute);
    }
    let relative = match r.byte()? {
        0 => None,
        1 => Some(u32::try_from(r.varint()?).map_err(|_| RANGE)?),
        _ => return Err("times have no such form"),
    };
    for (later, published) in r.planes(n)?.into_iter().zip(&out.published) {
        let seen = relative.unwrap_or(*published).checked_add(later).ok_or(RANGE)?;
        if seen < *published {
            return Err("a role was seen before it was published");
        }
        out.first_seen.push(seen);
    }
    Ok(())
}

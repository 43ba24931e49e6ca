//! What opening a snapshot derives from its columns, so that answering need not look at every row.
//!
//! | part | answers |
//! |---|---|
//! | dense bitmaps, inverted lists | which rows have a value? |
//! | `combo`, totals | how many rows have each value, by scanning the fewer of those that match and those that do not? |
//! | `pay` | which rows are paid at least that much, and in which bar is each? |
//! | `words` | which rows does a word name? |

mod pay;
mod value_rows;
mod words;

pub(crate) use pay::{PayIndex, width};
pub(crate) use value_rows::{STEP, ValueRows};
pub(crate) use words::{Field, WordIndex};

use crate::bitmap::Bitmap;
use crate::column::{Lists, invert};
use crate::columns::Columns;
use crate::schema::{Category, Employment, Facet, Level, Visa, Workplace};
use crate::sorting::sort_few;

/// The four closed vocabularies of a combo.
pub(crate) const COMBO: [Facet; 4] = [Facet::Category, Facet::Level, Facet::Workplace, Facet::Employment];
const SIZES: [usize; 4] =
    [Category::ALL.len(), Level::ALL.len(), Workplace::ALL.len(), Employment::ALL.len()];
/// How many combos there are: 18 × 9 × 4 × 6.
pub(crate) const COMBOS: usize = SIZES[0] * SIZES[1] * SIZES[2] * SIZES[3];

/// Everything derived.
#[derive(Debug)]
pub(crate) struct Index {
    /// `[row]` category, level, workplace and employment as one number, so that a counted row costs one increment.
    pub combo: Vec<u16>,
    /// `[facet of COMBO][combo]` the facet's code.
    pub combo_part: [Vec<u8>; 4],
    /// `[facet][code]` rows, of the closed vocabularies ([`COMBO`] and visa).
    pub closed: [Vec<Bitmap>; 5],
    /// Rows of each company, place set, title, and skill code of the facet (0 = unspecified).
    pub company_rows: ValueRows,
    pub place_set_rows: ValueRows,
    pub title_rows: ValueRows,
    pub skill_rows: ValueRows,
    /// `[place set]` city codes (0 = unspecified) and country codes of the facets, each once.
    pub set_cities: Lists<u32>,
    pub set_countries: Lists<u32>,
    /// Place sets of each city and country code.
    pub city_sets: Lists<u32>,
    pub country_sets: Lists<u32>,
    /// `[combo]` how many rows of the whole catalogue have it.
    pub combo_totals: Vec<u32>,
    pub pay: PayIndex,
    pub words: WordIndex,
}

impl Index {
    pub fn new(columns: &Columns) -> Index {
        let n = columns.ids.len();
        let combo: Vec<u16> = (0..n).map(|row| combo_of(columns, row)).collect();
        let (set_cities, set_countries) = set_codes(columns);
        let rows = n as u32;
        let single = |column: &[u32], size: u32| {
            ValueRows::new(rows, size as usize, column.iter().map(|&code| [code]))
        };
        let pay = PayIndex::new(columns);
        let combo_totals = tally(COMBOS, combo.iter().map(|&c| c.into()));
        Index {
            combo,
            combo_part: std::array::from_fn(|i| (0..COMBOS).map(|c| part(c, i) as u8).collect()),
            closed: [
                bitmaps(SIZES[0], &columns.category),
                bitmaps(SIZES[1], &columns.level),
                bitmaps(SIZES[2], &columns.workplace),
                bitmaps(SIZES[3], &columns.employment),
                bitmaps(Visa::ALL.len(), &columns.visa),
            ],
            company_rows: single(&columns.company, columns.companies.len()),
            place_set_rows: single(&columns.place_set, columns.place_sets.len()),
            title_rows: single(&columns.title, columns.titles.len()),
            skill_rows: ValueRows::new(
                rows,
                columns.skills.len() as usize + 1,
                columns.skill.iter().map(skill_codes),
            ),
            city_sets: invert(columns.cities.len() as usize + 1, set_cities.iter()),
            country_sets: invert(columns.countries.len() + 1, set_countries.iter()),
            set_cities,
            set_countries,
            combo_totals,
            pay,
            words: WordIndex::new(columns),
        }
    }

    /// The bitmaps of a closed vocabulary.
    pub fn bitmaps(&self, facet: Facet) -> Option<&[Bitmap]> {
        let at = match facet {
            Facet::Visa => 4,
            f => COMBO.iter().position(|&c| c == f)?,
        };
        Some(&self.closed[at])
    }
}

/// A row's codes of the facet: those of the column plus one, or 0 alone.
fn skill_codes(list: &[u16]) -> impl Iterator<Item = u32> + '_ {
    list.is_empty().then_some(0).into_iter().chain(list.iter().map(|&code| u32::from(code) + 1))
}

fn combo_of(columns: &Columns, row: usize) -> u16 {
    let codes = [columns.category[row], columns.level[row], columns.workplace[row], columns.employment[row]];
    codes.into_iter().zip(SIZES).fold(0, |combo, (code, size)| combo * size as u16 + u16::from(code))
}

/// The code of the facet `COMBO[i]` in a combo.
fn part(combo: usize, i: usize) -> usize {
    combo / SIZES[i + 1..].iter().product::<usize>() % SIZES[i]
}

fn bitmaps(size: usize, column: &[u8]) -> Vec<Bitmap> {
    let mut out = vec![Bitmap::empty(column.len() as u32); size];
    column.iter().zip(0..).for_each(|(&code, row)| out[code as usize].insert(row));
    out
}

fn tally(size: usize, codes: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut out = vec![0; size];
    codes.for_each(|code| out[code] += 1);
    out
}

/// The city and country codes of each place set, each once; 0 alone where there is none.
fn set_codes(columns: &Columns) -> (Lists<u32>, Lists<u32>) {
    let (mut cities, mut countries) = (Lists::new(), Lists::new());
    for set in columns.place_sets.iter() {
        let places = || set.iter().map(|&place| columns.places[place as usize]);
        cities.push(distinct(places().map(|p| p.city).filter(|&c| c > 0)));
        countries.push(distinct(places().map(|p| p.country + 1)));
    }
    (cities, countries)
}

fn distinct(codes: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut codes: Vec<u32> = codes.collect();
    sort_few(&mut codes);
    codes.dedup();
    if codes.is_empty() { vec![0] } else { codes }
}

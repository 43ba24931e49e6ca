//! Which countries a region of postings means. Continents after GeoNames' `countryInfo` (CC BY 4.0); the European Union and
//! the EEA by their treaties; the rest by the common use of the abbreviations in postings.

use super::{Country, Region, Territory};

/// The 27 members.
const EU: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";

/// The Union with Iceland, Liechtenstein and Norway.
const EEA: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";

/// Europe and Africa by continent, and the Middle East.
const EMEA: &str = "AD AE AL AO AT AX BA BE BF BG BH BI BJ BW BY CD CF CG CH CI CM CS CV CY CZ DE DJ DK DZ EE EG EH ER \
    ES ET FI FO FR GA GB GG GH GI GM GN GQ GR GW HR HU IE IL IM IQ IR IS IT JE JO KE KM KW LB LI LR LS \
    LT LU LV LY MA MC MD ME MG MK ML MR MT MU MW MZ NA NE NG NL NO OM PL PS PT QA RE RO RS RU RW SA SC \
    SD SE SH SI SJ SK SL SM SN SO SS ST SY SZ TD TG TN TR TZ UA UG VA XK YE YT ZA ZM ZW";

/// South America, Central America, Mexico and the Spanish or French speaking Caribbean states.
const LATAM: &str = "AR BO BR BZ CL CO CR CU DO EC GF GT GY HN HT MX NI PA PE PR PY SR SV UY VE";

/// Asia without the Middle East, and Oceania.
const APAC: &str = "AF AM AS AU AZ BD BN BT CC CK CN CX FJ FM GE GU HK ID IN IO JP KG KH KI KP KR KZ LA LK MH MM MN MO \
    MP MV MY NC NF NP NR NU NZ PF PG PH PK PN PW SB SG TH TJ TK TL TM TO TV TW UM UZ VN VU WF WS";

/// North America as postings mean it.
const NA: &str = "CA MX US";

/// Both continents.
const AMER: &str = "AG AI AN AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GT GY HN HT JM KN \
    KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI";

impl Region {
    /// The region's members, alpha-2 codes separated by spaces.
    pub const fn members(self) -> &'static str {
        match self {
            Region::Eu => EU,
            Region::Eea => EEA,
            Region::Emea => EMEA,
            Region::Latam => LATAM,
            Region::Apac => APAC,
            Region::Na => NA,
            Region::Amer => AMER,
        }
    }

    /// Whether the country is in the region.
    pub fn has(self, country: Country) -> bool {
        self.members().split(' ').any(|code| code == country.code())
    }
}

impl Territory {
    /// Whether the country is this one, or in this region.
    pub fn has(self, country: Country) -> bool {
        match self {
            Territory::Country(c) => c == country,
            Territory::Region(r) => r.has(country),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn membership_is_as_people_mean_it() {
        let check = |region: Region, code: &str, expected: bool| {
            assert_eq!(region.has(Country::parse(code).unwrap()), expected, "{region:?} {code}");
        };
        check(Region::Eu, "PT", true);
        check(Region::Eu, "GB", false);
        check(Region::Eea, "NO", true);
        check(Region::Emea, "ZA", true);
        check(Region::Emea, "GB", true);
        check(Region::Latam, "BR", true);
        check(Region::Latam, "US", false);
        check(Region::Apac, "IN", true);
        check(Region::Na, "MX", true);
    }
}

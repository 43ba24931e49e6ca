//! Words around the names of places, folded.

use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

/// Words that are no part of a place's name.
pub static FILLER: LazyLock<HashSet<&str, RandomState>> = LazyLock::new(|| {
    "remote|remotely|hybrid|onsite|on|site|office|offices|based|hq|headquarters|headquarter|only|area|greater|metro|metropolitan|region|fully|first|friendly|within|in|home|the|campus|branch|location|locations|other|others|multiple|select|selected|all|any|anywhere|worldwide|global|globally|hub|corporate|main|head|work|working|from|wfh|telecommute|virtual|distributed|flexible|flex|preferred|near|around|downtown|county|coast|wide|nationwide|time|zone|zones|timezone|timezones|est|pst|cst|mst|cet|gmt|utc|eligible|possible|optional|homeoffice|teletravail|teletrabajo|remoto|remota|distancia|a|hibrido|hibrida|hybride|hybrydowo|hybrydowa|zdalnie|zdalna|praca|thuiswerken|presencial|vor|ort|cedex|sede|siege|oficina|bureau|buro|kantoor|biuro|standort|raum|grossraum|und|umgebung|trabajo|trabalho|weltweit|plant|person|store|inc|city|residents|candidates|permanent|of|republic|pan|mobil|various|several|our|full|entiere|must|be|located|reside|residing|cbd|innenstadt|midtown|day|days|week|per|x|regional|area|vicinity|commutable".split('|').collect()
});

/// Parts of a country: "US East Coast", "Eastern Canada".
pub const DIRECTIONS: &[&str] = &[
    "east",
    "west",
    "north",
    "south",
    "central",
    "eastern",
    "western",
    "northern",
    "southern",
    "coast",
    "midwest",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "mid",
    "atlantic",
    "pacific",
    "mountain",
];

/// What stands behind the name of a part of a country or city, where it is no part of the name.
pub const DIVISIONS: &[&str] = &[
    "district",
    "prefecture",
    "province",
    "municipality",
    "township",
    "borough",
    "governorate",
    "voivodeship",
    "metropole",
    "shi",
    "ku",
    "gu",
    "si",
    "sheng",
    "lan",
];

/// How postings say that any place will do, between spaces.
pub const WORLDWIDE: &[&str] = &[
    " worldwide ",
    " anywhere ",
    " global ",
    " globally ",
    " weltweit ",
    " wereldwijd ",
    " mundial ",
    " caly swiat ",
    " tout le monde ",
    " todo el mundo ",
    " international ",
    " earth ",
    " world ",
];

/// Behind these stands what is left out.
pub const EXCEPT: &[&str] = &["except", "excluding", "excl.", "not including", "but not "];

/// Behind these stands how many places are not named.
pub const MORE: &[&str] = &[" more", " weitere", " others", " autres", " other locations"];

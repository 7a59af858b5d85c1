//! Names of organizations: what is the same name but for how it is written, and what is no name.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// A place where a word may be broken at the end of a line: no part of a name, and left in by word processors.
const SOFT_HYPHEN: char = '\u{ad}';

/// Whether a name is clean as it stands, as nearly all are: of printable ASCII alone, without blanks around.
pub fn is_plainly_clean(name: &str) -> bool {
    let bytes = name.as_bytes();
    let is_shown = |byte: Option<&u8>| byte.is_some_and(|byte| *byte > b' ');
    // All of it, since a processor looks at many bytes at a time.
    let is_printable = |all: bool, byte: &u8| all & (b' '..0x7f).contains(byte);
    is_shown(bytes.first()) && is_shown(bytes.last()) && bytes.iter().fold(true, is_printable)
}

/// A name as candidates have it: without blanks around and soft hyphens.
pub fn clean(name: &str) -> Cow<'_, str> {
    let trimmed = name.trim();
    if trimmed.is_ascii() || !trimmed.contains(SOFT_HYPHEN) {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(trimmed.replace(SOFT_HYPHEN, "").trim().to_owned())
}

/// What Unicode calls default-ignorable, or formats text without showing: marks of direction, joiners, fillers, tags.
pub fn is_hidden(c: char) -> bool {
    matches!(
        c,
        SOFT_HYPHEN
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Words to be looked up, of which many names ask.
type Words = HashSet<String>;

/// Words that stand there one after the other, as [`plain`] has them.
fn words(list: &str) -> Words {
    list.split(',').map(plain).collect()
}

/// Legal forms, without blanks and full stops.
static LEGAL_FORMS: LazyLock<Words> = LazyLock::new(|| {
    words(
        "ab,ag,aps,as,asa,bhd,bv,cia,co,company,corp,corporation,doo,ev,gmbh,inc,incorporated,kft,kg,kgaa,kk,\
    lda,limited,llc,llp,lp,ltd,ltda,nv,nyrt,ohg,oy,oyj,plc,pte,pty,pvt,sa,sarl,sas,se,sia,sl,slu,spa,\
    spzoo,srl,sro,ug,uab,zrt",
    )
});

/// The most words of a legal form.
const MOST_WORDS: usize = 4;

/// Names of rows that hold a sum or a mean in spreadsheets of Europe.
static SUMS: LazyLock<Words> = LazyLock::new(|| {
    words(
        "average,averages,avg,total,totals,subtotal,grand total,sum,mean,median,overall,mittelwert,mittel,\
    durchschnitt,schnitt,summe,gesamt,gesamtsumme,gesamtergebnis,zwischensumme,insgesamt,moyenne,somme,media,medio,\
    mediana,promedio,suma,soma,somma,totale,totaal,subtotaal,eindtotaal,totaux,gemiddelde,gemiddeld,som,srednia,razem,\
    lacznie,ogolem,medel,medelvarde,medeltal,summa,totalt,gjennomsnitt,gennemsnit,i alt,sammenlagt,medaltal,samtals,\
    keskiarvo,yhteensa,prumer,soucet,celkem,priemer,sucet,spolu,atlag,osszesen,osszeg,medie,prosek,prosjek,ukupno,\
    zbroj,povprecje,skupaj,vsota,keskmine,kokku,vidurkis,is viso,suma is viso,videjais,kopa,toplam,ortalama,o",
    )
});

/// The same in other scripts.
static OTHER_SUMS: LazyLock<Words> = LazyLock::new(|| {
    words(
        "итого,всего,сумма,среднее,среднее значение,разом,усього,сума,середнє,общо,средно,сбор,\
    σύνολο,μέσος όρος,άθροισμα,合計,小計,総計,平均,平均値,总计,合计,小计,平均值,總計,합계,총계,평균,المجموع,الإجمالي,\
    المتوسط,סך הכל,ממוצע",
    )
});

/// Words that say of what a sum or a mean is, or which.
static OF_WHAT: LazyLock<Words> = LazyLock::new(|| {
    words(
        "score,scores,point,points,rating,ratings,mark,marks,price,prices,value,valor,weighted,final,all,of,the,\
    sub,grand,general,generale,geral,generala,punkte,note,noten,bewertung,preis,wert,points,totale,prix,punti,pontos,\
    puntos,koncowa,calkowita,ocen,ocena,wazona,punktow,pisteet,poang,betyg",
    )
});

/// A name without case, accents, what does not show and full stops.
pub struct PlainName(String);

impl PlainName {
    /// Makes a name plain.
    pub fn of(name: &str) -> Self {
        Self(plain(name))
    }

    /// The name without blanks and legal form.
    pub fn bare(&self) -> String {
        let mut words: Vec<&str> = self.0.split_whitespace().collect();
        // `S. p. A.` and `Sp. z o.o.` are forms of several words.
        let form = |words: &[&str]| {
            let ends = (1..words.len().min(MOST_WORDS + 1)).map(|count| words.len() - count);
            let is_form = |at: &usize| {
                let end = words[*at..].concat();
                LEGAL_FORMS.contains(&end)
            };
            ends.rev().find(is_form)
        };
        while let Some(at) = form(&words) {
            words.truncate(at);
        }
        words.concat()
    }

    /// Whether it is that of a sum or a mean.
    pub fn is_sum(&self) -> bool {
        let words: Vec<&str> = self.0.split_whitespace().collect();
        let name = words.join(" ");
        if SUMS.contains(&name) || !name.is_ascii() && OTHER_SUMS.contains(&name) {
            return true;
        }
        // `Moyenne générale`, `Total points`.
        let says_of_what = |word: &&str| SUMS.contains(*word) || OF_WHAT.contains(*word);
        words.iter().any(|word| SUMS.contains(*word)) && words.iter().all(says_of_what)
    }
}

/// In lower case, without accents and full stops, as in `S.p.A.`.
fn plain(name: &str) -> String {
    match name.is_ascii() {
        // Without the tables of Unicode, for the names of many rows.
        true => bared(name.chars().map(|c| c.to_ascii_lowercase())),
        false => bared(name.nfkd().flat_map(char::to_lowercase)),
    }
}

fn bared(letters: impl Iterator<Item = char>) -> String {
    let mut plain = String::new();
    for c in letters {
        match c {
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'ß' => plain.push_str("ss"),
            'ς' => plain.push('σ'),
            'æ' => plain.push_str("ae"),
            // Marks of the letter before; the last are variants of emoji and of letters of China and Japan.
            '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' => {}
            c if is_hidden(c) => {}
            '.' => {}
            ',' | ':' => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(name: &str) -> String {
        PlainName::of(name).bare()
    }

    fn is_sum(name: &str) -> bool {
        PlainName::of(name).is_sum()
    }

    #[test]
    fn one_name_written_in_many_ways() {
        for (one, other) in [
            ("Telcora S.p.A.", "TELCORA SPA"),
            ("Telcora S.p.A.", " telcora  s. p. a. "),
            ("Müller GmbH", "Muller"),
            ("Żywiec Sp. z o.o.", "ZYWIEC SP ZOO"),
            ("Brien, Inc.", "BRIEN INC"),
            ("Acme\u{200b}", "acme"),
            ("A\u{2063}cme", "Acme"),
            ("می\u{200c}خواهم", "میخواهم"),
            ("がくえん", "か\u{3099}くえん"),
            ("E\u{301}vora", "Évora"),
        ] {
            assert_eq!(bare(one), bare(other), "{one} {other}");
        }
        for (one, other) in [
            ("Acme North", "Acme South"),
            ("A", "B"),
            ("Station 1", "Station 2"),
            ("NULL", "#NULL!"),
        ] {
            assert_ne!(bare(one), bare(other));
        }
    }

    #[test]
    fn names_lose_blanks_and_soft_hyphens() {
        for (name, cleaned) in [
            (" North ", "North"),
            ("Bau\u{ad}gesell\u{ad}schaft", "Baugesellschaft"),
            ("\u{ad} Nord\u{a0}", "Nord"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ] {
            assert_eq!(clean(name), cleaned);
        }
    }

    #[test]
    fn sums_are_told_in_many_languages() {
        for name in [
            "Average",
            " TOTAL ",
            "Mittelwert",
            "Średnia",
            "Součet",
            "Moyenne:",
            "Yhteensä",
            "Ø",
            "Moyenne générale",
            "Suma końcowa",
            "Total points",
            "Valor médio",
            "Iš viso",
            "ИТОГО",
            "Середнє",
            "ΜΕΣΟΣ ΟΡΟΣ",
            "合計",
            "합계",
            "المجموع",
        ] {
            assert!(is_sum(name), "{name}");
        }
        for name in [
            "Total E&P Norge AS",
            "Summa Health",
            "",
            "Points",
            "Grand Prix",
            "Media Markt",
            "O Boticário",
        ] {
            assert!(!is_sum(name), "{name}");
        }
    }
}

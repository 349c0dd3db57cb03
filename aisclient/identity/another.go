package identity

import (
	"slices"
	"strings"

	"aisdesk/aisclient/text"
)

// besidePay are words that stand beside a given name in titles of pay without being a surname: words of pay, months that are
// given names, and what is called after people. Folded. source: known
var besidePay = text.WordSet("wynagrodzenie wynagrodzenia wyplata wyplaty pensja pensji pobory placa place premia nagroda zaliczka emerytura renta zlecenie umowa umowy przelew lista listy praca prace pracy miesiac rok " +
	"mzda mzdy plat platu vyplata vyplaty odmena odmeny zaloha duchod duchodu dohoda prace mesic rok " +
	"nomina nominas sueldo salario paga pago pension transferencia abono mes mensual empresa extra " +
	"salary salaries wage wages pay payroll payment bonus overtime pension month monthly week weekly net bacs ltd plc " +
	"jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october november december " +
	"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre " +
	"styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien " +
	"leden unor brezen duben kveten cerven cervenec srpen zari rijen prosinec")

// calledAfter are words behind which a name is that of a school, a street or a church. Folded. source: known
var calledAfter = text.WordSet("im imienia imeni sw swietego swietej svateho san santa santo saint st ul ulica ulice os osiedle pl plac al aleja calle plaza avenida street road hotel szpital szkola liceum hospital colegio")

// NamesAnother reports whether a title of pay names a person who is none of the people, and whose surname is no word of the
// payer's name. A given name and a word beside it that is none of pay, firms or months name somebody.
func (p People) NamesAnother(title, payer string) bool {
	if len(p.names) == 0 {
		return false
	}
	words := wordsOf(title)
	for i, given := range words {
		if !given.given() || len(given.fold) < 3 || i > 0 && calledAfter[words[i-1].fold] {
			continue
		}
		firm := wordsOf(payer)
		for _, j := range []int{i + 1, i - 1} {
			if j < 0 || j >= len(words) || !words[j].maySurname() || words[j].among(firm) || j > 0 && calledAfter[words[j-1].fold] {
				continue
			}
			if p.none(given.fold + " " + words[j].fold) {
				return p.NamedIn(title) < 0
			}
		}
	}
	return false
}

// MayName is a given name of none of the people in a title of pay, with the word behind it that is also one of pay, a month or a given
// name: "Krystyna Maj"; empty where there is none. It is a name where title after title has it.
func (p People) MayName(title, payer string) string {
	words, firm := wordsOf(title), wordsOf(payer)
	for i := 0; i+1 < len(words); i++ {
		given, next := words[i], words[i+1]
		if !given.given() || len(given.fold) < 3 || given.among(firm) || i > 0 && calledAfter[words[i-1].fold] || p.maybeGiven(given) ||
			besidePay[given.fold] && !next.given() { // "JAN PAYROLL"
			continue
		}
		if len(next.fold) >= 3 && (besidePay[next.fold] || next.given()) && !next.among(firm) && !calledAfter[next.fold] && p.NamedIn(title) < 0 {
			return given.fold + " " + next.fold
		}
	}
	return ""
}

// maybeGiven reports whether one of the people may have a given name, in another case or form.
func (p People) maybeGiven(given word) bool {
	return slices.ContainsFunc(p.all, func(c called) bool {
		return given.among(c.all) || given.inflects(c.all) ||
			slices.ContainsFunc(c.surnames, func(s word) bool { return !p.none(given.fold + " " + s.fold) })
	})
}

// none reports whether a name is that of none of the people.
func (p People) none(name string) bool {
	return !slices.ContainsFunc(p.names, func(owner string) bool { return CompareNames(name, owner).Outcome != NoMatch })
}

// maySurname reports whether a word beside a given name in a title of pay may be the surname.
func (w word) maySurname() bool {
	return len(w.fold) >= 3 && !w.given() && !w.damaged() && !besidePay[w.fold] && !calledAfter[w.fold] && !listed().business[w.fold] && !strings.ContainsAny(w.fold, "0123456789")
}

// senders are words of titles behind which whoever pays is named. Folded. source: known
var senders = text.WordSet("od from von ordenante nadawca zleceniodawca odesilatel platce sender")

// SentByFamily reports whether a title names somebody with a surname of the people as the sender: "od Anny Kowalskiej", in
// whatever case.
func (p People) SentByFamily(title string) bool {
	words := wordsOf(title)
	for i := 1; i+1 < len(words); i++ {
		if senders[words[i-1].fold] && words[i].maySender() && words[i+1].maySender() && (p.family(words[i]) || p.family(words[i+1])) {
			return true
		}
	}
	return false
}

// maySender reports whether a word behind one for the sender may be of a name.
func (w word) maySender() bool { return w.given() || w.maySurname() }

// family reports whether a word is a surname of the people in any case, for a man or a woman: Łąckiego for Łącka.
func (p People) family(w word) bool {
	return slices.ContainsFunc(p.all, func(c called) bool {
		return slices.ContainsFunc(c.surnames, func(s word) bool { return w.equals(s) || sameStem(w.fold, s.fold, longestEnding+1) })
	})
}

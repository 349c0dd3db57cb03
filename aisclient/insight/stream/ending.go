package stream

import (
	"slices"

	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/text"
)

// endingWords are folded words of pay that comes, by what they say or by law, only when a job ends, severanceWords those of what
// may also be paid once for something else or long before (pl, cs and sk, es, en, de). source: known
var (
	endingWords = text.StemsOf("rozwiazanie umowy", "rozwiazania umowy", "rozwiazaniem umowy", "swiadectwo pracy", "ostatnie wynagrodzenie", "ostatnia wyplata", "ostatnia pensja",
		"ekwiwalent za urlop", "ekwiwalent za niewykorzystany", "ekwiw. za urlop", "ustanie zatrudnienia", "zakonczenie zatrudnienia",
		"posledni mzda", "posledni vyplata", "posledni plat", "posledna mzda", "posledna vyplata", "posledny plat", "ukonceni pracovniho", "ukoncenie pracovneho",
		"nevycerpanou dovolenou", "nevycerpanu dovolenku",
		"finiquito", "fin de contrato", "fin contrato", "ultima nomina",
		"final salary", "final wage", "final pay", "last salary", "last wage", "p45", "leaver", "leavers", "in lieu of notice", "end of employment",
		"schlussabrechnung", "austritt", "letztes gehalt", "letzter lohn")
	severanceWords = text.StemsOf("odprawa", "odstupne", "odchodne", "por despido", "indemnizacion despido", "redundancy", "severance", "abfindung")
)

// endingDays is how long before the last pay the words may come: money for holidays is paid apart from it. Pay that comes later
// than that is of a job that went on [J].
const endingDays = 20

// ended reports whether a payer said with or after the last pay that the job is over, or paid nothing but severance (statement
// 0.1): what came until then proves nothing of what will come.
func (s judge) ended(st *Stream) bool {
	rows := st.Rows
	if st.Payer != party.None {
		rows = s.in.Parties.Rows(st.Payer)
	}
	since, severed, paid := st.Series.Last.AddDays(-endingDays), false, false
	for _, row := range rows {
		if s.in.Ledger.Amount(row) <= 0 || !s.in.counted(row) || !s.in.within(row, since, s.in.Day) {
			continue
		}
		switch title := s.in.Ledger.FoldedTitle(row); {
		case says(title, endingWords):
			return true
		case says(title, severanceWords):
			severed = true
		default:
			paid = true
		}
	}
	return severed && !paid
}

// longestPart is how long a word is at most that may be a part of another by chance: "p45" of a number, "leaver" of a street's name.
const longestPart = 7

// says reports whether a title has one of some words. Longer ones may be the end of a compound.
func says(title string, words *text.Stems) bool {
	return words.Find(title, func(w string) bool { return len(w) > longestPart || slices.Contains(party.Words(title), w) })
}

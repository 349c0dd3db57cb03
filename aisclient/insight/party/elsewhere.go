package party

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/text"
)

// shortestCut is the shortest name that a bank may have cut, and cutWidths are the widths of fields at whose end a word may be
// whole by chance (known: Faster Payments have 18 characters, lines of Polish clearing 35).
const shortestCut = 15

var cutWidths = []int{16, 18, 20, 35}

// mostCutNames is how many names that begin with one are looked at: a name of one firm has few.
const mostCutNames = 64

// lettersInTitle is how long a payer's name is at least that a title may name by itself.
const lettersInTitle = 8

// moving says whether money comes in from a payer and goes out to him.
type moving struct{ in, out bool }

// circleFinder finds payments that go back to a payer under what is no name of his for the table: a name that a bank cut, or a
// title that names him where the payment has no counterparty at all (statement 4.4). They stay counterparties of their own
// in all other respects, for a name that only begins like another may be another firm's.
type circleFinder struct {
	*builder
	moves []moving // by counterparty
}

func (b circleFinder) find(ctx context.Context) error {
	b.elsewhere, b.poured = map[ID][]ID{}, map[ID][]int32{}
	b.moves = make([]moving, len(b.parties))
	err := pieces(ctx, b.l, func(row int32) {
		m := &b.moves[b.Payer(row)]
		m.in, m.out = m.in || b.l.Amount(row) > 0, m.out || b.l.Amount(row) < 0
	})
	if err != nil {
		return err
	}
	b.cutNames()
	b.likeNames()
	b.titleNames()
	b.titleWords()
	return titleFinder{b}.numbers(ctx)
}

// cutNames joins payers of whom one has the beginning of the other's name.
func (b circleFinder) cutNames() {
	type named struct {
		name string
		id   ID
	}
	var all []named
	for id := ID(1); int(id) < len(b.parties); id++ {
		if p := &b.parties[id]; p.Payer == id && !p.Titled && (b.moves[id].in || b.moves[id].out) && len(p.Name) >= shortestCut {
			all = append(all, named{text.Fold(p.Name), id})
		}
	}
	slices.SortFunc(all, func(x, y named) int { return strings.Compare(x.name, y.name) })
	for i, short := range all {
		for _, long := range all[i+1 : min(len(all), i+1+mostCutNames)] {
			if !strings.HasPrefix(long.name, short.name) {
				break
			}
			if isCut(short.name, long.name) {
				b.meet(short.id, long.id)
			}
		}
	}
}

// isCut reports whether the beginning of a name is one that a bank cut: within a word, or at the end of a field.
func isCut(short, long string) bool {
	n := utf8.RuneCountInString(short)
	next, _ := utf8.DecodeRuneInString(long[len(short):])
	return n >= shortestCut && (unicode.IsLetter(next) || slices.Contains(cutWidths, n))
}

// likeNames joins payers with those who are paid under a name that is likely another spelling of theirs. Of one that may be of
// the same firm or group, it notes that the money may be to the payer.
func (b circleFinder) likeNames() {
	byPart := map[string][]ID{} // those who are paid, by the parts of their names
	for id := ID(1); int(id) < len(b.parties); id++ {
		if p := &b.parties[id]; p.Payer == id && !p.Titled && b.moves[id].out {
			for _, part := range nameParts(p.Name) {
				byPart[part] = append(byPart[part], id)
			}
		}
	}
	for id := ID(1); int(id) < len(b.parties); id++ {
		p := &b.parties[id]
		if p.Payer != id || p.Titled || p.Person || !b.moves[id].in {
			continue
		}
		seen := map[ID]bool{id: true}
		for _, part := range nameParts(p.Name) {
			paid := byPart[part]
			for _, other := range paid[:min(len(paid), mostCutNames)] {
				switch o := &b.parties[other]; {
				case seen[other]:
				case identity.LikeFirm(p.Name, o.Name):
					b.meet(id, other)
				case !o.Person && identity.MayBeFirm(p.Key, o.Key):
					b.poured[id] = append(b.poured[id], b.Rows(other)...)
				}
				seen[other] = true
			}
		}
	}
}

// partLetters is how many letters of each end of a word find others.
const partLetters = 4

// nameParts are what a name has in common with its other spellings: a word, or one of its ends where a letter is changed.
func nameParts(name string) []string {
	var parts []string
	for _, w := range Words(text.Fold(name)) {
		if parts = append(parts, w); len(w) >= partLetters {
			parts = append(parts, w[:partLetters]+"*", "*"+w[len(w)-partLetters:])
		}
	}
	return parts
}

// titleWords finds the payments without a counterparty that name a payer in the title by the first word of the name of one who
// keeps money for his customers, or by a word that tells firms apart: a wallet that is filled by card.
// Too little to say that money goes back, it is enough to ask where most of the pay does.
func (b circleFinder) titleWords() {
	byWord := map[string][]ID{} // payers by words of their names
	for id := ID(1); int(id) < len(b.parties); id++ {
		p := &b.parties[id]
		if p.Payer != id || p.Titled || p.Person || !b.moves[id].in {
			continue
		}
		words := identity.TellingWords(p.Key)
		if all := Words(text.Fold(p.Name)); p.Keeps() && len(all) > 0 && len(all[0]) >= shortestWord && !slices.Contains(words, all[0]) {
			words = append(words, all[0])
		}
		for _, w := range words {
			byWord[w] = append(byWord[w], id)
		}
	}
	if len(byWord) == 0 {
		return
	}
	pour := func(named int32, rows []int32) {
		title := Words(b.l.FoldedTitle(named))
		for i, w := range title {
			for _, payer := range byWord[w] {
				b.poured[payer] = append(b.poured[payer], rows...)
			}
			if i+1 < len(title) { // "Cash App" is Cashapp
				for _, payer := range byWord[w+title[i+1]] {
					b.poured[payer] = append(b.poured[payer], rows...)
				}
			}
		}
	}
	for id := ID(1); int(id) < len(b.parties); id++ {
		if b.parties[id].Titled && b.moves[id].out {
			pour(b.sample[id], b.Rows(id))
		}
	}
	for _, row := range b.Rows(None) { // whose title is a number, or has one in its only word
		if b.l.Amount(row) < 0 {
			pour(row, []int32{row})
		}
	}
}

// shortestWord is how many letters the first word of a payer's name has at least to be looked for in titles.
const shortestWord = 3

// titleNames joins payers with the payments that have no counterparty and name them in the title.
func (b circleFinder) titleNames() {
	byWord := map[string][]ID{} // payers by the first word of their name
	for id := ID(1); int(id) < len(b.parties); id++ {
		p := &b.parties[id]
		if key := p.titleKey(); p.Payer == id && !p.Titled && !p.Person && b.moves[id].in && len(key) >= lettersInTitle {
			first, _, _ := strings.Cut(key, " ")
			byWord[first] = append(byWord[first], id)
		}
	}
	if len(byWord) == 0 {
		return
	}
	titleFinder{b}.besidePeople(byWord)
	for id := ID(1); int(id) < len(b.parties); id++ {
		p := &b.parties[id]
		if !p.Titled || !b.moves[id].out {
			continue
		}
		for word := range strings.FieldsSeq(p.Name) {
			for _, payer := range byWord[word] {
				if b.hasName(b.sample[id], p.Name, payer) {
					b.meet(payer, id)
				}
			}
		}
	}
}

// titleKey is a name as it stands in what titles have in common.
func (p *Party) titleKey() string { return string(appendWords(nil, p.Key, changing)) }

// hasName reports whether the words of a row's title hold the whole name of a payer: of a name of one word, which alone may be that of
// a town, with a legal form in the title.
func (b circleFinder) hasName(row int32, words string, payer ID) bool {
	key := b.parties[payer].titleKey()
	return strings.Contains(" "+words+" ", " "+key+" ") && (strings.Contains(key, " ") || identity.LegalForm(b.l.RawTitle(row)) != "")
}

// meet notes that what goes out to one of two payers goes back to the other.
func (b circleFinder) meet(x, y ID) {
	for _, pair := range [][2]ID{{x, y}, {y, x}} {
		if payer, paid := pair[0], pair[1]; b.moves[payer].in && b.moves[paid].out && !slices.Contains(b.elsewhere[payer], paid) {
			b.elsewhere[payer] = append(b.elsewhere[payer], paid)
		}
	}
}

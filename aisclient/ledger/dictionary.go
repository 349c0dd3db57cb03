package ledger

import (
	"slices"
	"sort"
	"strings"

	"aisdesk/aisclient/text"
)

// dictionary holds distinct cleaned texts; an id is an index. Id 0 is always the empty text.
//
// Banks write the same text in several forms, for example with a line break or two spaces for one. Such rows share the
// id, so that they are filtered and grouped together; the few whose raw form is not that of the id stand in rows.
type dictionary struct {
	vals   []text.Text
	folded []string // the texts as fold gives them; IBANs without spaces

	variants []text.Text // further raw forms of texts in vals
	base     []int32     // by variant: the id of its text in vals
	rows     []variantRow
}

// variantRow is a row whose raw text is a variant. They are sorted by row.
type variantRow struct {
	row     int32
	variant int32 // in variants
}

func (d *dictionary) prefix() dictionary {
	return dictionary{slices.Clip(d.vals), slices.Clip(d.folded), slices.Clip(d.variants), slices.Clip(d.base), slices.Clip(d.rows)}
}

// id finds or adds a text.
func (d *dictionary) id(ids map[string]int32, t text.Text, fold func(string) string) int32 {
	if id, ok := ids[t.String()]; ok {
		return id
	}
	// The decoder's string may point into a large block of the reply: a copy lets the block go.
	t = text.Clean(strings.Clone(t.Raw()))
	key := oneBlank(t.String())
	id, ok := ids[key]
	if !ok {
		id = int32(len(d.vals))
		ids[key] = id
		d.vals = append(d.vals, t)
		d.folded = append(d.folded, fold(t.String()))
	}
	ids[t.String()] = id // the next time nobody has to count blanks
	return id
}

// rowID is id for the text of a row, whose raw form is remembered where it is not the id's.
func (d *dictionary) rowID(ids map[string]int32, row int, t text.Text, fold func(string) string) int32 {
	id := d.id(ids, t, fold)
	if t.Raw() != d.vals[id].Raw() {
		d.rows = append(d.rows, variantRow{int32(row), d.variant(ids, t, id)})
	}
	return id
}

// rawKey begins the keys of raw forms in the map of ids. No cleaned text holds a line feed.
const rawKey = "\n"

// variant finds or adds a raw form.
func (d *dictionary) variant(ids map[string]int32, t text.Text, base int32) int32 {
	key := rawKey + t.Raw()
	n, ok := ids[key]
	if !ok {
		n = int32(len(d.variants))
		ids[key] = n
		d.variants = append(d.variants, text.Clean(key[len(rawKey):]))
		d.base = append(d.base, base)
	}
	return n
}

// variantOf is the id of a row's text with its raw form: the id in vals, or len(vals) and more for variants.
func (d *dictionary) variantOf(row, id int32) int32 {
	if len(d.rows) == 0 {
		return id
	}
	i := sort.Search(len(d.rows), func(i int) bool { return d.rows[i].row >= row })
	if i == len(d.rows) || d.rows[i].row != row {
		return id
	}
	return int32(len(d.vals)) + d.rows[i].variant
}

// text is the text of an id that variantOf gave.
func (d *dictionary) text(id int32) text.Text {
	if n := int32(len(d.vals)); id >= n {
		return d.variants[id-n]
	}
	return d.vals[id]
}

// rawTitles are the titles of the few rows whose cleaned title is not what the bank wrote, sorted by row.
type rawTitles []rawTitle

type rawTitle struct {
	row int32
	raw string
}

func (r rawTitles) at(row int32) (string, bool) {
	i := sort.Search(len(r), func(i int) bool { return r[i].row >= row })
	if i == len(r) || r[i].row != row {
		return "", false
	}
	return r[i].raw, true
}

// Texts are the distinct texts of a column, numbered from 0, so that a consumer can work over each once instead of
// once a row. Number 0 is the empty text. Texts that differ only in runs of blanks or in their raw form (text.Text.Raw)
// have two numbers.
// Numbers mean something in one ledger only: the next provisional ledger may give others.
type Texts struct{ d *dictionary }

// Len is the number of distinct texts, the empty one included.
func (t Texts) Len() int { return len(t.d.vals) + len(t.d.variants) }

// At is the text of a number, cleaned and raw.
func (t Texts) At(id int32) text.Text { return t.d.text(id) }

// Cleaned is the number of the first text that reads the same once cleaned, runs of blanks as one: the number itself for
// most.
func (t Texts) Cleaned(id int32) int32 {
	if n := int32(len(t.d.vals)); id >= n {
		return t.d.base[id-n]
	}
	return id
}

// Parties are the distinct counterparties.
func (l *Ledger) Parties() Texts { return Texts{&l.parties} }

// PartyIBANs are the distinct account numbers of counterparties.
func (l *Ledger) PartyIBANs() Texts { return Texts{&l.ibans} }

// Kinds are the distinct kinds of transaction.
func (l *Ledger) Kinds() Texts { return Texts{&l.kinds} }

// Statuses are the distinct statuses.
func (l *Ledger) Statuses() Texts { return Texts{&l.statuses} }

// StatusID is the number of the row's status in Statuses.
func (l *Ledger) StatusID(row int32) int32 { return l.statuses.variantOf(row, l.status[row]) }

// PartyID is the number of the row's counterparty in Parties.
func (l *Ledger) PartyID(row int32) int32 { return l.parties.variantOf(row, l.party[row]) }

// PartyIBANID is the number of the row's counterparty account in PartyIBANs.
func (l *Ledger) PartyIBANID(row int32) int32 { return l.ibans.variantOf(row, l.iban[row]) }

// KindID is the number of the row's kind in Kinds.
func (l *Ledger) KindID(row int32) int32 { return l.kinds.variantOf(row, l.kind[row]) }

// LabelSets is the number of distinct combinations of labels, the empty one (0) included.
func (l *Ledger) LabelSets() int { return len(l.sets) }

// LabelSetID is the number of the row's combination of labels.
func (l *Ledger) LabelSetID(row int32) int32 { return l.labels[row] }

// LabelSet are the labels of a combination, sorted. Do not change them.
func (l *Ledger) LabelSet(id int32) []text.Text { return l.sets[id].texts }

// RawTitle is the title as the bank wrote it, before text.Clean: line breaks, zero-width characters and all. It is
// for matching; Title is what is shown.
func (l *Ledger) RawTitle(row int32) string {
	if raw, ok := l.rawTitle.at(row); ok {
		return raw
	}
	return l.title(row)
}

// RawParty is the counterparty as the bank wrote it, before text.Clean.
func (l *Ledger) RawParty(row int32) string { return l.Party(row).Raw() }

// RawKind is the kind as the bank wrote it, before text.Clean.
func (l *Ledger) RawKind(row int32) string { return l.Kind(row).Raw() }

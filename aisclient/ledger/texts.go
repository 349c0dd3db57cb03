package ledger

import "aisdesk/aisclient/text"

// Texts are the distinct texts of a column, numbered from 0, so that a consumer can work over each once instead of
// once a row. Number 0 is the empty text. Texts that differ only in their raw form (text.Text.Raw) have two numbers.
// Numbers mean something in one ledger only: the next provisional ledger may give others.
type Texts struct{ d *dictionary }

// Len is the number of distinct texts, the empty one included.
func (t Texts) Len() int { return len(t.d.vals) + len(t.d.variants) }

// At is the text of a number, cleaned and raw.
func (t Texts) At(id int32) text.Text { return t.d.text(id) }

// Cleaned is the number of the first text that reads the same once cleaned: the number itself for most.
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

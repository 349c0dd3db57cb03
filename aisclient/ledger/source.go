package ledger

import (
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// SourceInfo is an account or a credit card that rows belong to.
type SourceInfo struct {
	aisclient.Source
	Target     text.Text // catalog name of the bank
	TargetName text.Text // the bank's name for people, or Target
	Name       text.Text // the bank's name of the product
	Friendly   text.Text // the customer's or a shorter name
	IBAN       text.Text
	Number     text.Text // of a card: number or card id, often masked
	Currency   aisclient.Currency
	Owners     []text.Text
	Balance    *aisclient.Amount // booked balance now; nil where the bank does not say
	Funds      *aisclient.Amount
	// Partial says that the provider cut the history short.
	Partial bool
	// Stranger says that it is of nobody whom the case is about: its rows are in no sum. See WithStrangers.
	Stranger bool
	// ActiveSince is the earliest day on which the account is known to have existed.
	ActiveSince aisclient.Date
	// Unread are the account's own fields that could not be read.
	Unread      []aisclient.UnreadCell
	First, Last int32 // its rows are First to Last-1
}

// OfStrangers reports whether a bank's part of an import (an index of Import.Targets) has accounts, and all of them are strangers'.
func OfStrangers(l *Ledger, target int) (all bool) {
	for i := range l.sources {
		if s := &l.sources[i]; s.Source.Target == target {
			if !s.Stranger {
				return false
			}
			all = true
		}
	}
	return all
}

// IsCard reports whether the source is a credit card.
func (s *SourceInfo) IsCard() bool { return s.Card >= 0 }

// Rows is the number of the source's rows.
func (s *SourceInfo) Rows() int { return int(s.Last - s.First) }

// Label is what to call the source on screen: the shorter name, or whatever there is.
func (s *SourceInfo) Label() text.Text {
	for _, t := range []text.Text{s.Friendly, s.Name, s.IBAN, s.Number, s.TargetName} {
		if !t.Empty() {
			return t
		}
	}
	return text.Text{}
}

// OwnNumber is the number that people know the source by: an account's, or a card's own rather than that of the account behind
// it.
func (s *SourceInfo) OwnNumber() text.Text {
	if s.IsCard() {
		return text.First(s.Number, s.IBAN)
	}
	return text.First(s.IBAN, s.Number)
}

// OwnerNames joins the owners' names with commas.
func (s *SourceInfo) OwnerNames() text.Text { return text.Join(s.Owners, ", ") }

// OwnerSet is a text that accounts with the same owners share, whichever of them the bank names first.
func (s *SourceInfo) OwnerSet() text.Text {
	names := slices.Clone(s.Owners)
	slices.SortFunc(names, func(a, b text.Text) int { return strings.Compare(a.String(), b.String()) })
	return text.Join(slices.CompactFunc(names, text.Text.Equal), ", ")
}

func sourceInfo(imp *aisclient.Import, src aisclient.Source) SourceInfo {
	info := SourceInfo{Source: src}
	if src.Target < 0 || src.Target >= len(imp.Targets) {
		return info
	}
	t := &imp.Targets[src.Target]
	info.Target, info.TargetName = t.Name, t.OfficialName
	if t.OfficialName.Empty() {
		info.TargetName = t.Name
	}
	if src.Card >= 0 && src.Card < len(t.CreditCards) {
		info.fromCard(&t.CreditCards[src.Card])
	} else if src.Account >= 0 && src.Account < len(t.Accounts) {
		info.fromAccount(&t.Accounts[src.Account])
	}
	return info
}

func (s *SourceInfo) fromAccount(a *aisclient.Account) {
	s.Name, s.Friendly, s.IBAN, s.Currency = a.Name, a.FriendlyName, a.IBAN, a.Currency
	s.Owners = ownerNames(a.Owners, a.OwnerText)
	s.Balance, s.Funds = a.Balance, a.FundsAvailable
	s.Partial, s.ActiveSince, s.Unread = a.PartialDueToTimeout, a.ActiveSinceAtLeast, a.Unread
}

func (s *SourceInfo) fromCard(c *aisclient.CreditCard) {
	s.Name, s.IBAN, s.Number, s.Currency = c.Name, c.IBAN, c.Number, c.Currency
	if s.Number.Empty() {
		s.Number = c.CardID
	}
	s.Owners = ownerNames(c.Owners, c.OwnerText)
	s.Balance, s.Funds, s.Partial, s.Unread = c.Balance, c.FundsAvailable, c.PartialDueToTimeout, c.Unread
}

// ownerNames takes the owners, before co-owners, or the deprecated comma-separated text where there are none.
func ownerNames(owners []aisclient.Owner, deprecated text.Text) []text.Text {
	var names []text.Text
	for _, o := range aisclient.OwnersFirst(owners) {
		if !o.Name.Empty() {
			names = append(names, o.Name)
		}
	}
	if len(names) > 0 || deprecated.Empty() {
		return names
	}
	for part := range strings.SplitSeq(deprecated.String(), ",") {
		if part = strings.TrimSpace(part); part != "" {
			names = append(names, text.Clean(part))
		}
	}
	return names
}

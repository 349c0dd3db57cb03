package app

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/money"
	"aisdesk/aisclient/verify"
)

// Claims reads the claims of a case, of an import's case, or those saved beside an import that stands alone, as id says; it
// needs no network and returns nil if there are none. The error wraps verify.ErrKept where they cannot be read.
func (a *App) Claims(ctx context.Context, id string) ([]verify.Claim, error) {
	store, err := a.archive.get()
	if err != nil {
		return nil, err
	}
	if of, err := a.Cases.withClaims(ctx, store, id); of != "" || err != nil {
		if err != nil {
			return nil, err
		}
		return a.Cases.Claims(ctx, of)
	}
	raw, err := store.Attachment(id, cases.ClaimsAttachment)
	if errors.Is(err, archive.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return verify.Unmarshal(raw)
}

// SaveClaims saves claims in place of those that were there: as an act of the case or of the import's case, or beside an
// import that stands alone, as id says. Saves happen one after the other, and one whose ctx has ended before its turn writes
// nothing: whoever saves often cancels what is out of date. The error wraps archive.ErrNotFound where there is neither.
func (a *App) SaveClaims(ctx context.Context, id string, claims []verify.Claim) error {
	store, err := a.archive.get()
	if err != nil {
		return err
	}
	raw, err := verify.Marshal(claims)
	if err != nil {
		return err
	}
	a.saving.Lock()
	defer a.saving.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if of, err := a.Cases.withClaims(ctx, store, id); of != "" || err != nil {
		if err != nil {
			return err
		}
		return a.Cases.SaveClaims(ctx, of, claims)
	}
	return store.PutAttachment(id, cases.ClaimsAttachment, raw)
}

// withClaims is the case that holds the claims of an import or of a case; empty for an import that stands alone, and where
// there is neither.
func (c Cases) withClaims(ctx context.Context, store *archive.Store, id string) (string, error) {
	if of, err := c.Of(ctx, id); of != "" || err != nil || !archive.IsID(id) {
		return of, err
	}
	if _, err := store.Get(id); !errors.Is(err, archive.ErrNotFound) {
		return "", nil // what is wrong with an import is said by who reads it
	}
	_, err := c.Get(ctx, id)
	if errors.Is(err, casefile.ErrNotFound) {
		return "", nil
	}
	return id, err
}

// ClaimSet is what is claimed about a customer, by kind. It is never changed: a change makes a new set, so that the one
// before can come back. The zero value is empty.
type ClaimSet map[verify.Kind][]verify.Claim

// NewClaimSet sorts claims by kind.
func NewClaimSet(claims []verify.Claim) ClaimSet {
	s := ClaimSet{}
	for _, c := range claims {
		s[c.Kind()] = append(s[c.Kind()], c)
	}
	return s
}

// List are the claims in the order in which a report checks them.
func (s ClaimSet) List() []verify.Claim {
	var all []verify.Claim
	for _, k := range verify.Kinds() {
		all = append(all, s[k]...)
	}
	return all
}

// At is the nth claim of a kind, nil if there is none.
func (s ClaimSet) At(k verify.Kind, nth int) verify.Claim {
	if nth < len(s[k]) {
		return s[k][nth]
	}
	return nil
}

// Put makes a claim the nth of its kind, or one more.
func (s ClaimSet) Put(nth int, c verify.Claim) ClaimSet {
	of := slices.Clone(s[c.Kind()])
	if nth < len(of) {
		of[nth] = c
	} else {
		of = append(of, c)
	}
	return s.with(c.Kind(), of)
}

// Remove removes the nth claim of a kind, if there is one.
func (s ClaimSet) Remove(k verify.Kind, nth int) ClaimSet {
	if nth >= len(s[k]) {
		return s
	}
	return s.with(k, slices.Delete(slices.Clone(s[k]), nth, nth+1))
}

func (s ClaimSet) with(k verify.Kind, claims []verify.Claim) ClaimSet {
	out := maps.Clone(s)
	if out == nil {
		out = ClaimSet{}
	}
	out[k] = claims
	return out
}

// Toggle claims that there is no sign of a topic, or removes that claim. The topics keep their order.
func (s ClaimSet) Toggle(t verify.Topic) ClaimSet {
	var of []verify.Claim
	for _, sign := range verify.Signs() {
		if s.Denies(sign) != (sign == t) {
			of = append(of, verify.NoSign{Topic: sign})
		}
	}
	for _, c := range s[verify.KindWithout] { // the name of a category that was claimed elsewhere stays
		if n, ok := c.(verify.NoSign); ok && !slices.Contains(verify.Signs(), n.Topic) {
			of = append(of, c)
		}
	}
	return s.with(verify.KindWithout, of)
}

// Denies reports whether it is claimed that there is no sign of a topic.
func (s ClaimSet) Denies(t verify.Topic) bool {
	return slices.Contains(s[verify.KindWithout], verify.Claim(verify.NoSign{Topic: t}))
}

// Equal reports whether both sets hold the same claims.
func (s ClaimSet) Equal(other ClaimSet) bool { return slices.Equal(s.List(), other.List()) }

// ParseClaim reads a claim about a dataset as verify.ParseIn does. An amount without a currency is in the only one that the
// dataset has; where it has several, the currency is asked for. The error is verify.ParseIn's, or says that the currency is
// missing.
func ParseClaim(d Dataset, k verify.Kind, s string) (verify.Claim, error) {
	if d.Ledger == nil {
		return verify.ParseIn(k, s)
	}
	all := d.Ledger.Currencies()
	c, err := verify.ParseIn(k, s, all...)
	if err == nil || !k.OfMoney() {
		return c, err
	}
	for i, currency := range all {
		amount, rest := cutAmount(s)
		with, werr := verify.Parse(k, amount+" "+string(currency)+rest)
		switch {
		case werr != nil:
			return nil, err
		case len(all) == 1:
			return with, nil
		case i == len(all)-1:
			return nil, fmt.Errorf("say the currency, for example %s: the import has %s", with.Text(), currencies(all))
		}
	}
	return nil, err
}

// ParseAmountless is verify.Parse for a claim about an import that is not known yet: an amount without a currency is one,
// which ParseClaim reads once the import is open. The error is verify.Parse's.
func ParseAmountless(k verify.Kind, s string) (verify.Claim, error) {
	c, err := verify.Parse(k, s)
	if err == nil || !k.OfMoney() {
		return c, err
	}
	amount, rest := cutAmount(s)
	if with, werr := verify.Parse(k, amount+" XXX"+rest); werr == nil {
		return with, nil
	}
	return nil, err
}

// cutAmount cuts a text behind its figures: "4000/6 salary" into "4000" and "/6 salary".
func cutAmount(s string) (amount, rest string) {
	s = strings.TrimSpace(s)
	i := strings.IndexFunc(s, func(r rune) bool { return !money.IsPart(r) })
	if i < 0 {
		return s, ""
	}
	amount, rest = strings.TrimSpace(s[:i]), s[i:]
	if rest[0] != '/' {
		rest = " " + rest
	}
	return amount, rest
}

func currencies(all []aisclient.Currency) string {
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = string(c)
	}
	return english.List(names)
}

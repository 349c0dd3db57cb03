package cases

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// SignerError says that an import was made under an id that no person of the case has, and that the bank's names do not tell
// which of them signed in: Join is told. Without a case it is an import that stands alone, and Begin is told.
type SignerError struct {
	Case, Import string
	// Login are the names that the bank gives for the login, Named the people of the case whom it names anywhere.
	Login []text.Text
	Named []casefile.Person
}

func (e *SignerError) Error() string {
	var login, named []string
	for _, t := range e.Login {
		login = append(login, t.String())
	}
	for _, p := range e.Named {
		named = append(named, p.Name)
	}
	if e.Case == "" {
		return fmt.Sprintf("import %s is of the login of %s: who of them signed in is not clear. \"aisdesk case begin %s --person NAME\" says who", e.Import, english.List(login), e.Import)
	}
	return fmt.Sprintf("import %s is of the login of %s and names %s: who of the case signed in is not clear. \"aisdesk case add %s %s --person NAME\" says who",
		e.Import, english.List(login), english.List(named), e.Case, e.Import)
}

// Unwrap makes it one of what a case does not allow.
func (e *SignerError) Unwrap() error { return casefile.ErrNotAllowed }

// Join brings a saved import into a case as AddImport does. One that was made under an id that no person of the case has is
// that person's whom the bank names as the login's owner: the id becomes one more of theirs. It fails with a *SignerError
// where that is not clear. person is who of the case signed in, by name or id; empty is whom the bank names. It fails with
// casefile.ErrNotAllowed where the case or the import is somebody else's, and as Get, Act and AddImport do.
func Join(ctx context.Context, c *Cases, id, importID, person string) error {
	s, err := c.Get(ctx, id)
	if err != nil {
		return err
	}
	entry, err := savedEntry(c, importID)
	if err != nil {
		return err
	}
	owner := entry.OwnerExternalID.String()
	if of, err := c.Of(ctx, importID); err == nil && of == "" && len(s.People) == 0 && owner != "" && entry.Environment.String() != FileEnvironment {
		if s, err = nameApplicant(ctx, c, s, importAct(entry).(casefile.Import), person); err != nil {
			return err
		}
	}
	by, err := personOf(s, person)
	if err != nil {
		return err
	}
	if known, ok := s.Person(owner); ok && person != "" && known != by {
		return fmt.Errorf("%w: import %s was made for %s, not for %s", casefile.ErrNotAllowed, importID, known.Name, by.Name)
	} else if other, err := c.Of(ctx, importID); ok || err != nil || other != "" || owner == "" || len(s.People) == 0 || !ofEnvironment(s, entry.Environment.String()) {
		return cmp.Or(err, c.AddImport(ctx, id, importID))
	}
	if person == "" {
		if by, err = signer(ctx, c, s, importID); err != nil {
			return err
		}
	}
	if by.OwnerExternalID != "" {
		if _, err := c.Act(ctx, id, casefile.OwnerID{OwnerExternalID: owner, Of: by.OwnerExternalID}); err != nil {
			return err
		}
	}
	return c.AddImport(ctx, id, importID)
}

// nameApplicant gives a case without people its applicant: the owner of the first import that it holds, or else of the one that is
// to join it, whom person names where the login is of several. It fails with a *SignerError where that is not clear.
func nameApplicant(ctx context.Context, c *Cases, s *casefile.State, joining casefile.Import, person string) (*casefile.State, error) {
	first := joining
	if len(s.Imports) > 0 {
		first, person = s.Imports[0], ""
	} else if err := CheckSigner(ctx, c, first.Import); err != nil && person == "" {
		if open := (*SignerError)(nil); errors.As(err, &open) {
			open.Case = s.ID
		}
		return nil, err
	}
	name := applicantName(ctx, c, first.Import, nil, first.OwnerExternalID)
	if person != "" {
		var err error
		if name, err = ownerNamed(ctx, c, first.Import, person); err != nil {
			return nil, err
		}
	}
	if _, err := c.Act(ctx, s.ID, casefile.Person{Name: name, Role: casefile.Applicant, OwnerExternalID: first.OwnerExternalID}); err != nil {
		return nil, err
	}
	return c.Get(ctx, s.ID)
}

// personOf finds a person of a case by an id of theirs, or by their name where one alone has it. None for an empty word.
func personOf(s *casefile.State, word string) (casefile.Person, error) {
	if p, ok := s.Person(word); ok || word == "" {
		return p, nil
	}
	fit := peopleNamed(s.People, []text.Text{text.Clean(word)})
	switch len(fit) {
	case 0:
		return casefile.Person{}, fmt.Errorf("%w: %q is not a person of this case", casefile.ErrNotAllowed, text.Clean(word))
	case 1:
		return fit[0], nil
	}
	return casefile.Person{}, fmt.Errorf("%w: %q fits %d people of this case: name one by their owner id", casefile.ErrNotAllowed, text.Clean(word), len(fit))
}

// signer is the person of a case who signed in for an import, by the names that the bank gives; nobody where it names none of
// the case.
func signer(ctx context.Context, c *Cases, s *casefile.State, importID string) (casefile.Person, error) {
	login, all := ownersOf(ctx, c, importID)
	fit, named := peopleNamed(s.People, login), peopleNamed(s.People, all)
	switch {
	case len(fit) == 1:
		return fit[0], nil
	case len(named) == 0:
		return casefile.Person{}, nil
	}
	return casefile.Person{}, &SignerError{Case: s.ID, Import: importID, Login: login, Named: named}
}

// peopleNamed are the people who have one of the names.
func peopleNamed(people []casefile.Person, names []text.Text) (fit []casefile.Person) {
	for _, p := range people {
		if isOneOf(p, names) {
			fit = append(fit, p)
		}
	}
	return fit
}

// isOneOf reports whether a person of a case has one of the names.
func isOneOf(p casefile.Person, names []text.Text) bool {
	return slices.ContainsFunc(names, func(o text.Text) bool { return identity.SameName(p.Name, o.String()) })
}

// ownersOf are those whom the bank names: of the login, or of the accounts where it names none there, and all. The order of
// owners in a reply means nothing (provider 4.3): who is an OWNER goes before a CO_OWNER, who is of the login only where there
// is no other. None where the import cannot be read.
func ownersOf(ctx context.Context, c *Cases, importID string) (login, all []text.Text) {
	l, err := c.deps.Load(ctx, importID)
	if err != nil {
		return nil, nil
	}
	all = library.Owners(l)
	var second []text.Text
	for _, t := range l.Import().Targets {
		for _, o := range t.Owners {
			switch {
			case o.Name.Empty():
			case o.Kind == aisclient.KindCoOwner:
				second = append(second, o.Name)
			default:
				login = append(login, o.Name)
			}
		}
	}
	for _, names := range [][]text.Text{second, all} {
		if len(login) == 0 {
			login = names
		}
	}
	return login, all
}

// Begin gives an import that stands alone a case of its own, as ForImport does, about the owner of its login whom person names;
// empty is the only one, or whom the claims kept with it name. It fails with a *SignerError where that is not clear.
func Begin(ctx context.Context, c *Cases, importID, person string) (string, error) {
	if person == "" {
		if err := CheckSigner(ctx, c, importID); err != nil {
			return "", err
		}
		return c.ForImport(ctx, importID)
	}
	name, err := ownerNamed(ctx, c, importID, person)
	if err != nil {
		return "", err
	}
	return c.forImport(ctx, importID, name)
}

// ownerNamed is an owner of an import as the bank writes the name.
func ownerNamed(ctx context.Context, c *Cases, importID, person string) (string, error) {
	_, all := ownersOf(ctx, c, importID)
	for _, o := range all {
		if identity.SameName(person, o.String()) {
			return o.String(), nil
		}
	}
	return "", fmt.Errorf("%w: the bank does not name %q as an owner of import %s", casefile.ErrNotAllowed, text.Clean(person), importID)
}

// CheckSigner fails with a *SignerError where an import stands alone, the bank names several owners of its login, and no claim
// kept with it says which of them it is about.
func CheckSigner(ctx context.Context, c *Cases, importID string) error {
	if id, err := c.Of(ctx, importID); id != "" || err != nil {
		return err
	}
	_, store, err := c.open()
	if err != nil {
		return err
	}
	login, all := ownersOf(ctx, c, importID)
	var named []casefile.Person
	for _, o := range login {
		if !slices.ContainsFunc(named, func(p casefile.Person) bool { return identity.SameName(p.Name, o.String()) }) {
			named = append(named, casefile.Person{Name: o.String()})
		}
	}
	if raw, err := store.Attachment(importID, ClaimsAttachment); len(named) < 2 || err == nil && claimedOwner(raw, slices.Concat(login, all)) != "" {
		return nil
	}
	return &SignerError{Import: importID, Login: login, Named: named}
}

// applicantName is whom the first act on an import is about: the owner whom the claims kept with it name, or else the login's.
func applicantName(ctx context.Context, c *Cases, importID string, claims []byte, otherwise string) string {
	login, all := ownersOf(ctx, c, importID)
	if name := claimedOwner(claims, slices.Concat(login, all)); name != "" {
		return name
	}
	if len(login) > 0 {
		return login[0].String()
	}
	return otherwise
}

// claimedOwner is the owner whom claims name; empty where they name none.
func claimedOwner(claims []byte, owners []text.Text) string {
	said, _ := verify.Unmarshal(claims) // what cannot be read names nobody
	for _, claim := range said {
		name, ok := claim.(verify.OwnerName)
		if !ok {
			continue
		}
		for _, o := range owners {
			if identity.SameName(name.Name, o.String()) {
				return o.String()
			}
		}
	}
	return ""
}

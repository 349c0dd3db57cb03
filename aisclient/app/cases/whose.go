package cases

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
)

// Foreign is an import, or a statement file, of whose accounts the bank names no owner who is a person of the case.
type Foreign struct {
	Import string
	// Owners are those whom the bank names; none where it names nobody, or where the import cannot be read: Unread says why.
	Owners []string
	Unread error
}

// String is a sentence about it, without its full stop.
func (f *Foreign) String() string {
	switch {
	case f.Unread != nil:
		return fmt.Sprintf("%s cannot be read (%v), so nobody can tell whether it is of a person of the case", f.Import, f.Unread)
	case len(f.Owners) == 0:
		return fmt.Sprintf("%s names no owner, so nobody can tell whether it is of a person of the case", f.Import)
	}
	return fmt.Sprintf("no account of %s belongs to a person of the case: the bank names %s", f.Import, english.List(f.Owners))
}

// Foreign are the imports and files of a case that are of nobody in it, by the names that the bank gives. One that names
// nobody is none of them, nor is any where the case has no people.
func (v *View) Foreign() []Foreign {
	of := map[string][]text.Text{}
	for i, a := range v.Accounts {
		for _, id := range a.Imports {
			of[id] = append(of[id], v.Ledger.Sources()[i].Owners...)
		}
	}
	var out []Foreign
	for _, id := range slices.Concat(importsOf(v.State), filesOf(v.State)) {
		if f := foreign(v.State, id, of[id]); f != nil {
			out = append(out, *f)
		}
	}
	return out
}

func importsOf(s *casefile.State) (all []string) {
	for _, i := range s.Imports {
		all = append(all, i.Import)
	}
	return all
}

func filesOf(s *casefile.State) (all []string) {
	for _, f := range s.Files {
		all = append(all, f.Import)
	}
	return all
}

// foreign is an import of such owners; nil for one that is of the case's people.
func foreign(s *casefile.State, importID string, owners []text.Text) *Foreign {
	if len(owners) == 0 || len(s.People) == 0 || len(peopleNamed(s.People, owners)) > 0 {
		return nil
	}
	f := &Foreign{Import: importID}
	for _, o := range owners {
		if !slices.Contains(f.Owners, o.String()) {
			f.Owners = append(f.Owners, o.String())
		}
	}
	return f
}

// ForeignTo is an import or file that is of nobody in a case, as far as anybody can tell; nil for one that is of somebody. It
// fails as Get does, and with ctx's error.
func ForeignTo(ctx context.Context, c *Cases, id, importID string) (*Foreign, error) {
	s, err := c.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	_, owners := ownersOf(ctx, c, importID)
	if len(owners) == 0 && len(s.People) > 0 {
		_, err := c.deps.Load(ctx, importID)
		return &Foreign{Import: importID, Unread: err}, ctx.Err()
	}
	return foreign(s, importID, owners), nil
}

// WithoutAccount is the name of the applicant of a case of whom a ledger has no account, though it has some with owners; empty
// where there is nothing to say.
func WithoutAccount(s *casefile.State, l *ledger.Ledger) string {
	owners := library.Owners(l)
	for _, p := range s.People {
		if p.Role == casefile.Applicant && len(owners) > 0 && !isOneOf(p, owners) {
			return p.Name
		}
	}
	return ""
}

// Applicants are the names of those whose money a case is about: guarantors' is in no sum. None where there is nobody, or
// somebody is known by an id alone, as one of an import that names no owner: then nobody can tell who is none of them.
func Applicants(s *casefile.State) (names []string) {
	for _, p := range s.People {
		switch {
		case p.Role == casefile.Guarantor:
		case p.Name == p.OwnerExternalID:
			return nil
		default:
			names = append(names, p.Name)
		}
	}
	return names
}

// Applicants are those of the case. Where it has no people and its imports are of several, they are the owners of the first one
// that names any: what strangers have is not added up.
func (v *View) Applicants() (names []string) {
	of := func(i casefile.Import) bool { return i.OwnerExternalID != v.State.Imports[0].OwnerExternalID }
	if len(v.State.People) > 0 || !slices.ContainsFunc(v.State.Imports, of) {
		return Applicants(v.State)
	}
	for _, first := range v.State.Imports {
		for i, a := range v.Accounts {
			for _, o := range v.Ledger.Sources()[i].Owners {
				if slices.Contains(a.Imports, first.Import) && !slices.Contains(names, o.String()) {
					names = append(names, o.String())
				}
			}
		}
		if len(names) > 0 {
			break
		}
	}
	return names
}

// WithoutImport are the applicants of whom the case has no import: what others' logins show of them need not be all they have. An
// account that names them and nobody who signed in is theirs, whoever brought it. None where nobody can tell whose an import is.
func (v *View) WithoutImport() (names []string) {
	var signed []casefile.Person
	for _, i := range v.State.Imports {
		p, ok := v.State.Person(i.OwnerExternalID)
		if !ok {
			return nil
		}
		signed = append(signed, p)
	}
	theirs := func(name string) bool {
		for i := range v.Ledger.Sources() {
			owners := v.Ledger.Sources()[i].Owners
			if isOneOf(casefile.Person{Name: name}, owners) && !slices.ContainsFunc(signed, func(p casefile.Person) bool { return isOneOf(p, owners) }) {
				return true
			}
		}
		return false
	}
	for _, name := range Applicants(v.State) {
		if len(signed) > 0 && !slices.ContainsFunc(signed, func(p casefile.Person) bool { return p.Name == name }) && !theirs(name) {
			names = append(names, name)
		}
	}
	return names
}

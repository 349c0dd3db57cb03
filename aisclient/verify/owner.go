package verify

import (
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
)

// holder is somebody whom the bank names for an account, a card or a login.
type holder struct {
	name   string
	kind   aisclient.OwnerKind
	source int // index in Ledger.Sources, -1 for a login
}

// owns reports whether the holder is an owner. The words are open, and attorneys are named as well: who is called
// something else is no owner, and perhaps not none.
func (h holder) owns() bool {
	switch h.kind {
	case "", aisclient.KindOwner, aisclient.KindCoOwner, aisclient.KindCompany:
		return true
	}
	return false
}

// holders lists everybody whom the bank names.
func (d *data) holders() []holder {
	var all []holder
	imp := d.l.Import()
	for i := range d.l.Sources() {
		s := &d.l.Sources()[i]
		kinds := map[string]aisclient.OwnerKind{}
		for _, o := range sourceOwners(imp, s.Source) {
			kinds[o.Name.String()] = o.Kind
		}
		for _, name := range s.Owners {
			all = append(all, holder{name.String(), kinds[name.String()], i})
		}
	}
	for t := 0; imp != nil && t < len(imp.Targets); t++ {
		for _, o := range imp.Targets[t].Owners {
			all = append(all, holder{o.Name.String(), o.Kind, -1})
		}
	}
	return slices.DeleteFunc(all, func(h holder) bool { return h.name == "" })
}

// sourceOwners are the owners of an account or card as the reply has them.
func sourceOwners(imp *aisclient.Import, src aisclient.Source) []aisclient.Owner {
	if imp == nil || src.Target < 0 || src.Target >= len(imp.Targets) {
		return nil
	}
	switch t := &imp.Targets[src.Target]; {
	case src.Card >= 0 && src.Card < len(t.CreditCards):
		return t.CreditCards[src.Card].Owners
	case src.Card < 0 && src.Account >= 0 && src.Account < len(t.Accounts):
		return t.Accounts[src.Account].Owners
	}
	return nil
}

// ownersOf lists everybody whom the bank names by name, each once.
func (d *data) ownersOf() []string {
	var names []string
	for _, h := range d.holders() {
		if !slices.Contains(names, h.name) {
			names = append(names, h.name)
		}
	}
	return names
}

// check compares the name with each owner by itself: two half-matching owners make no match.
func (c OwnerName) check(d *data) Check {
	if len(nameWords(c.Name)) == 0 {
		return unknown(c, "The claim has no name.")
	}
	all := d.holders()
	same := slices.DeleteFunc(slices.Clone(all), func(h holder) bool { return !sameName(c.Name, h.name) })
	own := slices.DeleteFunc(slices.Clone(same), func(h holder) bool { return !h.owns() })
	at := slices.DeleteFunc(slices.Clone(own), func(h holder) bool { return h.source < 0 })
	switch {
	case len(at) > 0:
		return c.owned(d, at, all)
	case len(own) > 0:
		return pass(c, fmt.Sprintf("The bank names %s as the owner of the login.", own[0].name))
	case len(same) > 0:
		h := same[0]
		what := "the login"
		if h.source >= 0 {
			what = d.label(h.source)
		}
		return unknown(c, fmt.Sprintf("The bank names %s for %s, not as an owner but as %s.", h.name, what, h.kind))
	case len(all) == 0:
		return unknown(c, "The bank names no owners.")
	case d.gap():
		return unknown(c, fmt.Sprintf("Among the owners that arrived (%s) is no such name, but %s.", strings.Join(d.ownersOf(), "; "), d.partial))
	}
	return fail(c, fmt.Sprintf("The bank names %s.", strings.Join(d.ownersOf(), "; ")))
}

// owned passes, and says what is owned and with how many others.
func (c OwnerName) owned(d *data, at, all []holder) Check {
	var what []string
	var sources []int
	for _, h := range at {
		if slices.Contains(sources, h.source) {
			continue
		}
		sources = append(sources, h.source)
		said := d.label(h.source)
		others := 0
		for _, o := range all {
			if o.source == h.source && o.owns() && !sameName(c.Name, o.name) {
				others++
			}
		}
		if others > 0 {
			said += " (with " + count(others, "other", "others") + ")"
		}
		what = append(what, said)
	}
	out := pass(c, fmt.Sprintf("The bank names %s as an owner of %s.", at[0].name, list(what)))
	out.Filter = d.l.SourcesFilter(sources...)
	return out
}

// label is what to call an account or card in a sentence.
func (d *data) label(source int) string { return d.l.Sources()[source].Label().String() }

// list joins parts as a sentence does.
func list(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

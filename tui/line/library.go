package line

import (
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/english"
	saved "aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
)

// library lists the saved imports that fit a search line.
func library(s *session, words string) error {
	index, err := s.app.Imports(s.ctx)
	if err != nil {
		return err
	}
	q, err := saved.Parse(words, aisclient.DateIn(s.opts.Now()))
	if err != nil {
		return err
	}
	found := entries(index, index.Find(q, s.order))
	all := index.Len()
	head := func() string {
		if words != "" {
			return fmt.Sprintf("Library, %d of %s hold %s, %s", len(found), english.Plural(all, "import", "imports"), quoted(words), savedOrder(s))
		}
		return "Library, " + english.Plural(all, "import", "imports") + ", " + savedOrder(s)
	}
	listSaved(s, head, found, func(s *session) error { return library(s, words) })
	return nil
}

func entries(index *saved.Index, places []int32) []saved.Entry {
	var out []saved.Entry
	for _, n := range places {
		out = append(out, index.Entry(int(n)))
	}
	return out
}

// savedOrder says how the library is sorted.
func savedOrder(s *session) string {
	if s.order == saved.ByDate {
		return "newest first"
	}
	return "sorted by " + s.order.String()
}

// sortSaved sorts the library.
func sortSaved(s *session, key string) error {
	by, err := saved.ParseOrder(key)
	if err != nil {
		return err
	}
	s.order = by
	return s.here().again(s)
}

// listSaved goes to a list of saved imports; again makes it anew.
func listSaved(s *session, head func() string, found []saved.Entry, again func(s *session) error) {
	s.goTo(&place{name: placeLibrary, head: head, hint: "open 1 opens the first one", again: again,
		list: &list{one: "import", many: "imports", n: len(found), saved: found,
			item:  func(i int) string { return savedLine(s, &found[i]) },
			open:  func(i int) error { return openSaved(s, found[i].ID) },
			cells: func(i int) [][2]string { return savedCells(&found[i]) }}})
}

// savedLine is a saved import on one line: the person, the bank, what it holds, its state, the time, and the id of the customer last.
func savedLine(s *session, e *saved.Entry) string {
	state := ""
	switch {
	case e.Damaged != nil:
		state = "damaged"
	case e.Expired(s.opts.Now()):
		state = "expired"
	}
	if e.Locked {
		return join("locked: customer and bank are sealed", e.State.String(), e.Completeness(), e.Environment.String(), state, e.Created.UTC().Format(stamp))
	}
	decision := e.Decision()
	if decision != "" {
		decision = "decided: " + decision
	}
	marked := ""
	if s.picked[e.ID] {
		marked = "marked"
	}
	h := holding(e)
	return join(e.Person(), text.First(e.Bank(), text.Clean("bank unknown")).String(),
		english.Plural(h.Accounts, "account", "accounts"), english.Plural(h.Transactions, "row", "rows"), e.Environment.String(), decision, state, marked,
		e.Created.UTC().Format(stamp), customer(e.OwnerExternalID.String())) // an id of 32 letters is heard last
}

// holding are the counts of an import; zero where nobody has counted.
func holding(e *saved.Entry) archive.Counts {
	if e.Counts == nil {
		return archive.Counts{}
	}
	return *e.Counts
}

func savedCells(e *saved.Entry) [][2]string {
	if e.Locked {
		return [][2]string{{"Id", e.ID}, {"Environment", e.Environment.String()}, {"State", join(e.State.String(), e.Completeness())}, {"Encrypted", "yes"},
			{"Saved", e.Created.UTC().Format(stamp) + " UTC"}}
	}
	h := holding(e)
	encrypted := "no"
	if e.Encryption == archive.EncryptionAge {
		encrypted = "yes"
	}
	return [][2]string{{"Customer", e.Person()}, {"Bank", e.Bank().String()}, {"Customer id", e.OwnerExternalID.String()}, {"Id", e.ID},
		{"Environment", e.Environment.String()}, {"State", e.State.String()}, {"Accounts", fmt.Sprint(h.Accounts)},
		{"Rows", fmt.Sprint(h.Transactions)}, {"Encrypted", encrypted}, {"Saved", e.Created.UTC().Format(stamp) + " UTC"}}
}

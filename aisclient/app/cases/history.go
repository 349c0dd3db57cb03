package cases

import (
	"cmp"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/verify"
)

// Names are what imports of a case are called where its history is told, by their ids.
type Names map[string]string

// NamesOf names the imports and files of a case by their banks, of which two have the beginning of their ids behind. What cannot be
// looked at has no name.
func NamesOf(c *Cases, s *casefile.State) Names {
	out, of := Names{}, map[string]string{}
	_, store, err := c.open()
	if err != nil {
		return out
	}
	for id := range maps.Keys(s.Replies()) {
		if e, err := entryOf(store, id); err == nil {
			out[id] = e.Bank().String()
		}
	}
	for _, f := range s.Files {
		out[f.Import] = f.Name
	}
	for id, name := range maps.Clone(out) {
		if other, twice := of[name]; twice {
			out[id], out[other] = name+" "+beginning(id), name+" "+beginning(other)
		}
		of[name] = id
	}
	return out
}

// Of is what an import is called: by its name, or else by the beginning of what is its own in its id.
func (n Names) Of(id string) string { return cmp.Or(n[id], beginning(id)) }

func beginning(id string) string {
	_, tail, _ := strings.Cut(id, "-")
	return tail[:min(len(tail), 4)]
}

// Describe says what an act does, as a sentence without its author, reason and time. names may be nil.
func Describe(a casefile.Act, names Names) string {
	switch a := a.(type) {
	case casefile.Label:
		return "The case is called " + a.Label + "."
	case casefile.Person:
		return fmt.Sprintf("%s is %s.", a.Name, english.WithArticle(string(a.Role)))
	case casefile.OwnerID:
		return fmt.Sprintf("%s is one more id of the person %s at the provider.", a.OwnerExternalID, a.Of)
	case casefile.Import:
		return fmt.Sprintf("Import %s (%s) belongs to the case.", strings.TrimSpace(names[a.Import]+" "+a.Import), a.Environment)
	case casefile.File:
		return fmt.Sprintf("The statement file %s belongs to the case, as import %s.", a.Name, a.Import)
	case casefile.Failed:
		return fmt.Sprintf("The import of %s failed for %s: %s", cmp.Or(a.Bank, "a bank"), a.OwnerExternalID, a.Cause)
	case casefile.Aggregated:
		return fmt.Sprintf("The provider's aggregated data of %s was fetched (SHA-256 %s...), to compare with.", a.OwnerExternalID, a.SHA256[:min(12, len(a.SHA256))])
	case casefile.Claims:
		return claimsWritten(a)
	case casefile.Exclude:
		return fmt.Sprintf("%s left out of all sums and checks: %s.", count(a.Rows, "is", "are"), places(a.Rows, names))
	case casefile.Include:
		return fmt.Sprintf("%s in the sums and checks again: %s.", count(a.Rows, "is", "are"), places(a.Rows, names))
	case casefile.Relabel:
		return fmt.Sprintf("%s %s now, and %s before: %s.", count(a.Rows, "is", "are"), label(a.Category), strings.Join(distinct(a.Was), ", "), places(a.Rows, names))
	case casefile.Note:
		if len(a.Rows) > 0 {
			return fmt.Sprintf("Note on %s: %s", places(a.Rows, names), a.Text)
		}
		return "Note: " + a.Text
	case casefile.Tag:
		return "Tag " + a.Tag + "."
	case casefile.Untag:
		return "No tag " + a.Tag + "."
	case casefile.Status:
		return "The status is " + a.Status + "."
	case casefile.Decision:
		return fmt.Sprintf("Decision: %s.", a.Outcome)
	case casefile.Undo:
		return fmt.Sprintf("Event %d is undone.", a.Seq)
	case casefile.Report:
		return fmt.Sprintf("Report %s was made.", a.ID)
	case casefile.Expiry:
		return "The case may be deleted from " + a.Expires.UTC().Format("2006-01-02") + " on."
	case casefile.Erased:
		return "The case was erased: only the headers of its events are left."
	}
	return "An act of a newer version of the program."
}

// Told is what an event did, as a sentence; that of an undo says what was undone. names may be nil.
func Told(s *casefile.State, e *casefile.Entry, names Names) string {
	if e.Erased {
		return "What it said was erased."
	}
	if said := undone(s, e); said != "" {
		return said
	}
	return Describe(e.Act, names)
}

// undone is what an undo took back; empty for other events.
func undone(s *casefile.State, e *casefile.Entry) string {
	u, ok := e.Act.(casefile.Undo)
	if !ok || u.Seq < 1 || u.Seq > int64(len(s.History)) {
		return ""
	}
	of := &s.History[u.Seq-1]
	if of.Erased || of.Act == nil {
		return ""
	}
	return fmt.Sprintf("Event %d is undone: %s", u.Seq, Brief(of.Act))
}

// claimsWritten names the claims that stand from this act on.
func claimsWritten(a casefile.Claims) string {
	claims, err := verify.Unmarshal(a.Claims)
	switch {
	case err != nil:
		return "The claims were written, in a form that this version cannot read."
	case len(claims) == 0:
		return "All claims were taken back."
	}
	said := make([]string, len(claims))
	for i, c := range claims {
		said[i] = strings.ReplaceAll(string(c.Kind()), "-", " ")
		if c.Kind() != verify.KindNeverBelow {
			said[i] += " " + c.Text()
		}
	}
	return "The claims are " + strings.Join(said, "; ") + "."
}

// Brief is what Describe says without naming rows, claims or quoting notes.
func Brief(a casefile.Act) string {
	switch a := a.(type) {
	case casefile.Claims:
		return "The claims were written."
	case casefile.Exclude:
		return count(a.Rows, "is", "are") + " left out of all sums and checks."
	case casefile.Include:
		return count(a.Rows, "is", "are") + " in the sums and checks again."
	case casefile.Relabel:
		return fmt.Sprintf("%s %s now, and %s before.", count(a.Rows, "is", "are"), label(a.Category), strings.Join(distinct(a.Was), ", "))
	case casefile.Note:
		if len(a.Rows) > 0 {
			return "A note was written on " + english.Plural(len(a.Rows), "row", "rows") + "."
		}
		return "A note was written."
	}
	return Describe(a, nil)
}

// Acted are the rows whose place in sums or category an act changes; was are their categories before it and is the one after,
// of a relabelling alone.
func Acted(a casefile.Act) (rows []casefile.Row, was []string, is string) {
	switch a := a.(type) {
	case casefile.Exclude:
		return a.Rows, nil, ""
	case casefile.Include:
		return a.Rows, nil, ""
	case casefile.Relabel:
		return a.Rows, a.Was, a.Category
	}
	return nil, nil, ""
}

// Reason is why somebody did what they did; empty where an act has none.
func Reason(a casefile.Act) string {
	switch a := a.(type) {
	case casefile.Exclude:
		return a.Reason
	case casefile.Include:
		return a.Reason
	case casefile.Relabel:
		return a.Reason
	case casefile.Decision:
		return a.Reason
	case casefile.Undo:
		return a.Reason
	case casefile.Expiry:
		return a.Reason
	case casefile.Erased:
		return a.Reason
	}
	return ""
}

func count(rows []casefile.Row, one, many string) string {
	if len(rows) == 1 {
		return "1 row " + one
	}
	return english.Plural(len(rows), "row", "rows") + " " + many
}

func distinct(all []string) []string {
	var out []string
	for _, s := range all {
		if s = label(s); s == "" {
			s = "nothing known"
		}
		if len(out) == 0 || out[len(out)-1] != s {
			out = append(out, s)
		}
	}
	return out
}

// places names rows by their import and number, each of them: those that follow each other as a run.
func places(rows []casefile.Row, names Names) string {
	said, of := "", ""
	for n := 0; len(rows) > 0; rows = rows[n:] {
		first := rows[0]
		for n = 1; n < len(rows) && rows[n] == (casefile.Row{Import: first.Import, Number: first.Number + int32(n)}); n++ {
		}
		if said != "" {
			said += ", "
		}
		if first.Import != of {
			said, of = said+names.Of(first.Import)+" ", first.Import
		}
		said += strconv.Itoa(int(first.Number))
		if n > 1 {
			said += " to " + strconv.Itoa(int(first.Number)+n-1)
		}
	}
	return said
}

// label is what people call a category.
func label(name string) string {
	if c, ok := category.Parse(name); ok {
		return strings.ToLower(c.Label())
	}
	return name
}

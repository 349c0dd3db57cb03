package helpcmd

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
)

const noFile = cobra.ShellCompDirectiveNoFileComp

// cases completes cases by their labels, and by their ids where somebody types one or a label does not do.
func (prog commands) cases(c *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	return prog.quietly(func(a *app.App) []string {
		all, err := a.Cases.List(c.Context())
		if err != nil || len(all) == 0 {
			return nil // an archive that cannot be read offers nothing
		}
		out := []string{"latest\tthe newest case"}
		for _, l := range all {
			name, about := l.ID, ""
			if s := l.State; s != nil {
				if s.Erased && (typed == "" || !strings.HasPrefix(l.ID, typed)) {
					continue // nothing of it can be shown but that it was erased
				}
				about = strings.TrimSpace(strings.Join(append([]string{s.Status}, people(s)...), " "))
				if typed == "" || !strings.HasPrefix(l.ID, typed) {
					name = cmp.Or(labelOf(l, all), l.ID)
				}
			}
			out = append(out, name+"\t"+about)
		}
		return out
	}), noFile
}

// labelOf is the label of a case, if it is one word that no other case has.
func labelOf(l cases.Listed, all []cases.Listed) string {
	label := l.State.Label
	if strings.ContainsFunc(label, unicode.IsSpace) {
		return ""
	}
	for _, o := range all {
		if o.ID != l.ID && o.State != nil && strings.EqualFold(o.State.Label, label) {
			return ""
		}
	}
	return label
}

func people(s *casefile.State) (names []string) {
	for _, p := range s.People {
		names = append(names, p.Name)
	}
	return names
}

// caseAnd completes the arguments of a command of cases: the case, and what the command does with it.
func (prog commands) caseAnd(command string) completer {
	return func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		switch {
		case len(args) == 0:
			return prog.cases(c, args, typed)
		case command == "add":
			return prog.imports(c, nil, typed)
		case len(args) > 1:
			return nil, noFile
		}
		switch command {
		case "decide":
			return []string{string(casefile.Approve), string(casefile.Refer), string(casefile.Reject)}, noFile
		case "status":
			return casefile.Statuses(), noFile
		case "undo", "untag":
			return prog.ofCase(c, args[0], command), noFile
		}
		return nil, noFile
	}
}

// ofCase are the events of a case that can be undone, or its tags.
func (prog commands) ofCase(c *cobra.Command, word, command string) []string {
	return prog.quietly(func(a *app.App) (out []string) {
		id, err := a.Cases.Find(c.Context(), word)
		if err != nil {
			return nil
		}
		s, err := a.Cases.Get(c.Context(), id)
		if err != nil {
			return nil
		}
		if command == "untag" {
			return s.Tags
		}
		names := cases.NamesOf(a.Cases.Cases, s)
		for _, e := range slices.Backward(s.History) {
			if e.Undone == 0 && e.Ignored == "" {
				out = append(out, fmt.Sprintf("%d\t%s", e.Seq, cases.Describe(e.Act, names)))
			}
		}
		return out
	})
}

// importsAndCases completes what show, tx and report read: an import, a case, or a file.
func (prog commands) importsAndCases(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	out, how := prog.imports(c, args, typed)
	if len(args) > 0 {
		return out, how
	}
	more, _ := prog.cases(c, args, typed)
	if len(more) > 0 {
		out = append(out, more[1:]...) // latest is the newest import
	}
	return out, how
}

// both completes two imports.
func (prog commands) both(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 1 {
		return nil, noFile
	}
	return prog.imports(c, nil, typed)
}

// owners completes the ids of customers.
func (prog commands) owners(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, noFile
	}
	return prog.quietly(func(a *app.App) (out []string) {
		index, err := a.Library.Index(c.Context())
		if err != nil {
			return nil
		}
		for n := range index.Len() {
			e := index.Entry(n)
			if id := e.OwnerExternalID.String(); id != "" {
				out = append(out, id+"\t"+person(e))
			}
		}
		return out
	}), noFile
}

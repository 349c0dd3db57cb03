package casecmd

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/app/replyfile"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

func (prog commands) checkCommand() *cobra.Command {
	var out cli.Output
	var caseWord string
	var identities []string
	var all bool
	c := &cobra.Command{
		Use:   "check [ID|REPORT|BUNDLE]",
		Short: "Check that cases, replies and reports are as they were written",
		Long: `Check that cases, replies and reports are as they were written: every event, its place, its signature, the replies of
the imports, and of a report its id and checksum. Whatever was changed, removed, moved or put in is named. A cut-off end
is found by the last event that this machine has seen, and by the events that reports name; without either it says that
the end cannot be known. Who may write everything can write a chain without signatures anew: sign = "ssh" in [case] of
the settings signs events.

ID is an import or a case; REPORT is a file that "aisdesk report --format json" wrote, with its signature in REPORT.sig, or
one in another form: PDF and HTML files hold their JSON, text and Markdown are compared with the JSON of the same name
beside them, report.md with report.json;
BUNDLE is a file that "aisdesk bundle" wrote, which --identity opens. Both are checked without a network, bundles without
the archive.

Exit code 0 is all well, 6 that something is not as it was written, 1 that something could not be read, or that a case which
somebody erased is not erased to the end.

` + cli.PassphraseHelp,
		Example: `  aisdesk check --all
  aisdesk check --case kowalski
  aisdesk check report.json`,
		Args: func(c *cobra.Command, args []string) error {
			switch n := len(args); {
			case n > 1:
				return cli.OneArg("")(c, args)
			case n == 1 && (all || caseWord != ""), all && caseWord != "":
				return errors.New("name one thing to check: an ID, --case or --all")
			case n == 0 && !all && caseWord == "":
				return errors.New("say what to check: an ID, a report, --case ID or --all")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.withArchive(c.Context(), func(a *app.App) error {
				found, err := prog.checked(c.Context(), a, args, caseWord, all, identities)
				if err != nil {
					return err
				}
				noteKey(c.Context(), a, found)
				if err := prog.Print(c.Context(), &out, cli.Document{Value: found, Table: func(w io.Writer) error { return printChecked(w, found) }}); err != nil {
					return err
				}
				return verdict(found)
			})
		},
	}
	out.Add(c, cli.Data...)
	c.Flags().StringVar(&caseWord, "case", "", "check the case `CASE`")
	c.Flags().StringArrayVar(&identities, "identity", nil, "age or private SSH key `FILE` that opens a bundle; may be given again")
	c.Flags().BoolVar(&all, "all", false, "check all cases, and all imports that stand alone")
	return c
}

// noteKey says with the first case that nothing can be signed here though the settings say so.
func noteKey(ctx context.Context, a *app.App, found []*cases.Checked) {
	err := cases.SignKey(ctx, a.Cases.Cases)
	if i := slices.IndexFunc(found, func(c *cases.Checked) bool { return c.Case != "" }); err != nil && i >= 0 {
		found[i].Notes = append(found[i].Notes, "The settings say that events are signed, and none can be: "+err.Error()+".")
	}
}

// verdict is the error with which check ends: what was read and is wrong comes before what could not be read.
func verdict(found []*cases.Checked) error {
	var unread error
	for _, f := range found {
		switch {
		case errors.Is(f.Unread, cases.ErrErasing) && unread == nil && len(f.Problems) == 0:
			unread = f.Unread
		case f.Unread != nil && !errors.Is(f.Unread, cases.ErrErasing):
			unread = errUnread
		case len(f.Problems) > 0:
			return &cli.CodeError{Code: cli.ExitTampered, Err: errProblems}
		}
	}
	return unread
}

// checked checks what the command line names.
func (prog commands) checked(ctx context.Context, a *app.App, args []string, caseWord string, all bool, identities []string) ([]*cases.Checked, error) {
	if all {
		return prog.checkAll(ctx, a)
	}
	if caseWord != "" {
		id, err := a.Cases.Find(ctx, caseWord)
		if err != nil {
			return nil, err
		}
		return one(cases.CheckOne(ctx, a.Cases.Cases, id))
	}
	if info, err := os.Stat(args[0]); err == nil && info.Mode().IsRegular() {
		if sealed(args[0]) {
			return checkBundle(ctx, args[0], identities)
		}
		return prog.checkReport(ctx, a, args[0])
	}
	id, importID, err := a.Cases.Match(ctx, args[0])
	expired := (*archive.ExpiredError)(nil)
	switch {
	case errors.As(err, &expired):
		return nil, err
	case errors.Is(err, archive.ErrNotFound):
		return nil, notChecked(args[0], err)
	case err != nil:
		return nil, err
	case id == "":
		if id, err = a.Cases.Of(ctx, importID); err != nil {
			return nil, err
		}
	}
	if id != "" {
		return one(cases.CheckOne(ctx, a.Cases.Cases, id))
	}
	return one(cases.CheckAlone(ctx, a.Cases.Cases, importID))
}

// notChecked says what a word is that names nothing in the archive and no plain file.
func notChecked(word string, err error) error {
	name := text.Clean(word)
	info, failed := os.Stat(word)
	_, nowhere := replyfile.LeadsNowhere(word)
	switch {
	case nowhere:
		return failed
	case errors.Is(failed, fs.ErrNotExist):
		return fmt.Errorf("%.180q is neither a case, an import nor a file. \"aisdesk list\" lists the saved imports", name.String())
	case failed != nil:
		return errors.Join(err, failed)
	case info.IsDir():
		return fmt.Errorf("%s is a directory: name a report or a bundle in it", name)
	}
	return fmt.Errorf("%s is a pipe or a device, and what is checked is read more than once: write it to a file first, and name that", name)
}

func one(c *cases.Checked, err error) ([]*cases.Checked, error) { return []*cases.Checked{c}, err }

// checkAll checks every case, and every import that belongs to none.
func (prog commands) checkAll(ctx context.Context, a *app.App) ([]*cases.Checked, error) {
	out := []*cases.Checked{}
	doubt, err := a.Keys.Doubt(ctx)
	if err != nil {
		return nil, err
	}
	if doubt != nil {
		out = append(out, &cases.Checked{Archive: true, Problems: []casefile.Problem{{What: doubt.Error()}}})
	}
	ids, err := a.Cases.AllIDs(ctx)
	if err != nil {
		return nil, err
	}
	inCase := map[string]bool{}
	for _, id := range ids {
		c, err := a.Cases.Check(ctx, id)
		if errors.Is(err, casefile.ErrNotFound) {
			continue // its first event never came
		}
		if err != nil {
			c, err = cases.Unread(ctx, cases.Checked{Case: id}, err)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, c)
		if s, err := a.Cases.Get(ctx, id); err == nil {
			for importID := range s.Replies() {
				inCase[importID] = true
			}
		}
	}
	notes, err := cases.CheckNotes(ctx, a.Cases.Cases)
	if err != nil {
		return nil, err
	}
	if len(notes.Problems)+len(notes.Notes) > 0 {
		out = append(out, notes)
	}
	imports, err := a.Library.Index(ctx)
	if err != nil {
		return nil, err
	}
	for n := range imports.Len() {
		id := imports.ID(n)
		if inCase[id] {
			continue
		}
		c, err := a.Cases.CheckImport(ctx, id)
		if err != nil {
			c, err = cases.Unread(ctx, cases.Checked{Import: id}, err)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// checkReport checks a report, and the case that it names where that is here: the report's last event must be in it.
func (prog commands) checkReport(ctx context.Context, a *app.App, path string) ([]*cases.Checked, error) {
	b, err := config.ReadFile(path)
	if err != nil {
		return nil, err
	}
	raw, source := b, path
	f, rendered := form.Of(path)
	if rendered == nil && f != form.JSON {
		if raw, source, err = sourceOf(path, f, b); err != nil {
			return nil, err
		}
	}
	held := source == path && rendered == nil && f != form.JSON
	d, err := report.Parse(raw)
	emptied := len(bytes.TrimSpace(raw)) == 0 && strings.EqualFold(filepath.Ext(source), ".json")
	if errors.Is(err, report.ErrNone) && !hasSignature(source) && !emptied && !held || errors.Is(err, report.ErrNewer) {
		return nil, fmt.Errorf("%s: %w", text.Clean(source), err)
	}
	r := &cases.Checked{Problems: []casefile.Problem{}}
	if err != nil {
		r.Problems = append(r.Problems, casefile.Problem{What: text.Clean(source).String() + ": " + err.Error()})
		return []*cases.Checked{r}, nil
	}
	if rendered == nil && f != form.JSON {
		if err := checkRendering(r, d, path, source, f, b); err != nil {
			return nil, err
		}
	}
	if len(r.Problems) == 0 {
		r.Notes = append(r.Notes, "Report "+d.ID+" is as it was made.")
	}
	if !held {
		signed(ctx, a, r, source, raw)
	}
	if d.Case == nil {
		return []*cases.Checked{r}, nil
	}
	seq := int64(0)
	if n := len(d.Acts); n > 0 {
		seq = int64(d.Acts[n-1].Seq)
	}
	c, err := a.Cases.Check(ctx, d.Case.ID, casefile.Head{Seq: seq, Hash: d.Head})
	if errors.Is(err, casefile.ErrNotFound) {
		r.Notes = append(r.Notes, "Its case "+d.Case.ID+" is not in this archive.")
		return []*cases.Checked{r}, nil
	}
	if err == nil {
		recorded(ctx, a, r, d, raw)
	}
	return []*cases.Checked{r, c}, err
}

// recorded says whether the case of a report records that it was made: whoever forges one can give it the id of its content.
func recorded(ctx context.Context, a *app.App, r *cases.Checked, d *report.Document, b []byte) {
	s, err := a.Cases.Get(ctx, d.Case.ID)
	if err != nil {
		return // what is wrong with the case is said of the case
	}
	sum := sha256.Sum256(b)
	for i := range s.Reports {
		if e := &s.Reports[i]; e.ID == d.ID && e.SHA256 == hex.EncodeToString(sum[:]) {
			r.Notes = append(r.Notes, fmt.Sprintf("Event %d of its case records that it was made.", e.Event.Seq))
			return
		}
	}
	if s.Erased {
		r.Notes = append(r.Notes, "Its case was erased: whether it recorded that the report was made is not known any more.")
		return
	}
	r.Notes = append(r.Notes, "Its case does not record that it was made: it was not written to a file here, or it is forged.")
}

func printChecked(w io.Writer, all []*cases.Checked) error {
	p := &cli.Printer{W: w}
	bad, part, erasing := 0, 0, 0
	for _, c := range all {
		name := "report"
		switch {
		case c.Archive:
			name = "the archive"
		case c.Bundle != "":
			name = fmt.Sprintf("bundle %s: a report, %d replies, %d events, %d signed", text.Clean(c.Bundle), c.Replies, c.Events, c.Signed)
		case c.Case != "":
			name = fmt.Sprintf("case %s: %d events, %d signed, %d replies", c.Case, c.Events, c.Signed, c.Replies)
		case c.Import != "":
			name = "import " + c.Import
		}
		switch {
		case len(c.Problems) > 0:
			bad++
			p.Line("BAD  %s", name)
		case errors.Is(c.Unread, cases.ErrErasing):
			erasing++
			p.Line("left %s", name)
		case c.Unread != nil:
			part++
			p.Line("part %s", name)
		default:
			p.Line("ok   %s", name)
		}
		for _, problem := range c.Problems {
			p.Line("     %s", text.Clean(problem.String()))
		}
		for _, n := range c.Notes {
			p.Line("     %s", text.Clean(n))
		}
	}
	if len(all) == 0 {
		p.Line("There is nothing to check yet.")
	} else if len(all) > 1 {
		said := fmt.Sprintf("%d checked, %d not as they were written", len(all), bad)
		if part > 0 {
			said += fmt.Sprintf(", %d read in part", part)
		}
		if erasing > 0 {
			said += fmt.Sprintf(", %d not erased to the end", erasing)
		}
		p.Line("%s", said)
	}
	return p.Err
}

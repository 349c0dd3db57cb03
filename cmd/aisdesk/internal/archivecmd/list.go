package archivecmd

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

const findHelp = `LINE of --find is words that must all fit: of names, account numbers in any spacing, employers, banks, customer ids,
tags, notes. A word may be bound to a field, "quoted", excluded with -, or have alternatives with |:
  owner: iban: employer: bank: customer: tag: note: decision: status: env:
  saved:90d  saved:2026-03  expires:<30d  expires:never  damaged
Four digits after iban: are the last four of an account. decision:stale finds decisions whose grounds have changed,
decision:waiting those that wait for a second person, decision:none imports without one.`

// listing is what the flags of list say.
type listing struct {
	find, sort string
	out        cli.Output
}

func (prog commands) listCommand() *cobra.Command {
	var l listing
	c := &cobra.Command{
		Use:   "list",
		Short: "List the saved imports, or find some",
		Long:  "List the saved imports, or find some.\n\n" + findHelp + "\n\n" + cli.PassphraseHelp,
		Example: `  aisdesk list --find "kowal saved:90d" --sort customer
  aisdesk list --find "expires:<7d" --json`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return prog.list(c.Context(), &l) },
	}
	c.Flags().StringVar(&l.find, "find", "", "`LINE` that the imports must fit")
	c.Flags().StringVar(&l.sort, "sort", library.ByDate.String(), "`KEY`: date, customer, bank, rows, expiry or decision")
	_ = c.RegisterFlagCompletionFunc("sort", cobra.FixedCompletions(orderNames(), cobra.ShellCompDirectiveNoFileComp)) // fails for unknown flags
	l.out.Add(c, cli.Data...)
	return c
}

func orderNames() (names []string) {
	for _, o := range library.Orders() {
		names = append(names, o.String())
	}
	return names
}

func (prog commands) list(ctx context.Context, l *listing) error {
	if err := l.out.Settle(); err != nil {
		return err
	}
	by, err := library.ParseOrder(l.sort)
	if err != nil {
		return cli.Usage(fmt.Errorf("--sort: %w", err))
	}
	query, err := library.Parse(l.find, aisclient.DateIn(time.Now()))
	if err != nil {
		return cli.Usage(fmt.Errorf("--find: %w", err))
	}
	return prog.WithApp(func(a *app.App) error {
		index, err := prog.index(ctx, a, query)
		if err != nil {
			return err
		}
		found := index.Find(query, by)
		if doubt, err := a.Keys.Doubt(ctx); err != nil {
			return err
		} else if doubt != nil {
			fmt.Fprintln(prog.Err, "Attention: "+text.Clean(doubt.Error()).String())
		}
		cli.TellClock(prog.Program, a)
		d := cli.Document{Table: func(w io.Writer) error { return prog.printList(w, index, query, found) }}
		if !l.out.Plain() {
			d.Value = listed(index, found)
		}
		return prog.Print(ctx, &l.out, d)
	})
}

// index is the library's, unlocked where people are looked for, or where nobody has to be asked for that. Before people
// are looked for the imports are read that the library does not know yet.
func (prog commands) index(ctx context.Context, a *app.App, q library.Query) (*library.Index, error) {
	if err := cli.DataDirThere(prog.Program, a); err != nil {
		return nil, err
	}
	index, err := a.Library.Index(ctx)
	if err != nil {
		return nil, err
	}
	if index.Locked() && (q.People() || a.Library.UnlocksUnasked() || prog.Getenv("AISDESK_PASSPHRASE_FILE") != "") {
		if err := a.Unlock(ctx); err != nil {
			return nil, fmt.Errorf("the archive is sealed and names nobody before it is unlocked: %w", err)
		}
		if index, err = a.Library.Index(ctx); err != nil {
			return nil, err
		}
	}
	unread := index.Unread()
	if len(unread) == 0 || !q.People() {
		return index, nil
	}
	if err := a.Library.Read(ctx, unread, prog.progress(len(unread))); err != nil {
		return nil, err
	}
	return a.Library.Index(ctx)
}

// progress shows on a terminal how many imports were read.
func (prog commands) progress(total int) func(int) {
	if cli.Width(prog.Remarks()) == 0 {
		return nil
	}
	last := time.Now()
	return func(n int) {
		if n == total {
			fmt.Fprint(prog.Remarks(), "\r\x1b[K")
		} else if time.Since(last) > 100*time.Millisecond {
			last = time.Now()
			fmt.Fprintf(prog.Remarks(), "\rreading %d of %s that the library does not know yet; Ctrl-C keeps what was read", n, english.Plural(total, "import", "imports"))
		}
	}
}

// listColumns are the columns of the table. An id begins with the time of saving.
var listColumns = cli.Columns{{Head: "CUSTOMER"}, {Head: "BANK", Spare: 4}, {Head: "SAVED", Whole: true, Spare: 3}, {Head: "ROWS", Numeric: true, Spare: 5}, {Head: "STATE"},
	{Head: "ENVIRONMENT", Spare: 6}, {Head: "CUSTOMER ID", Spare: 1}, {Head: "EXPIRES", Whole: true, Spare: 2}, {Head: "ID", Whole: true}}

// meant asks whether a name was meant; nothing for none.
func meant(name string) string {
	if name == "" {
		return ""
	}
	return " Did you mean " + text.Clean(name).String() + "?"
}

func (prog commands) printList(w io.Writer, index *library.Index, query library.Query, found []int32) error {
	switch {
	case index.Len() == 0:
		fmt.Fprintln(prog.Remarks(), "There are no saved imports yet. \"aisdesk demo\" makes one.")
		return nil
	case len(found) == 0:
		fmt.Fprintln(prog.Remarks(), "No saved import fits."+meant(index.Near(query)))
		return nil
	}
	lines, harmed := make([][]string, 0, len(found)), []string(nil)
	for _, n := range found {
		e := index.Entry(int(n))
		lines = append(lines, line(&e))
		if e.Damaged != nil {
			harmed = append(harmed, e.ID+": "+text.Clean(e.Damaged.Error()).String())
		}
	}
	if err := cli.PrintAligned(w, listColumns, lines); err != nil {
		return err
	}
	return prog.remarks(w, index, harmed)
}

// remarks says what is wrong with damaged imports, and what the list does not know.
func (prog commands) remarks(w io.Writer, index *library.Index, harmed []string) error {
	p := &cli.Printer{W: w}
	for _, h := range harmed {
		p.Line("damaged: %s", h)
	}
	if index.Locked() {
		fmt.Fprintln(prog.Remarks(), "The archive is locked: names, banks and counts are sealed. \"aisdesk list --find NAME\" asks for the passphrase.")
	} else if n := len(index.Unread()); n > 0 {
		fmt.Fprintf(prog.Remarks(), "The customers of %s are not known yet. \"aisdesk list --find NAME\" reads them once.\n", english.Plural(n, "older import", "older imports"))
	}
	return p.Err
}

// line is the cells of one import.
func line(e *library.Entry) []string {
	rows := "?"
	if n := e.Transactions(); n >= 0 {
		rows = strconv.Itoa(n)
	}
	who := e.Person()
	switch {
	case e.Damaged != nil:
		who, rows = "", ""
	case e.Locked:
		who = "(locked)"
	case who == "" && !e.Read:
		who = "?"
	}
	return []string{who, e.Bank().String(), e.Created.Local().Format("2006-01-02 15:04"), rows, stateOf(e), e.Environment.String(),
		e.OwnerExternalID.String(), expiry(e), e.ID}
}

// stateOf is the state of an import's command, or what keeps its reply from being whole, and whether nothing confirms
// whose it is.
func stateOf(e *library.Entry) string {
	parts := []string{completenessOf(e)}
	if e.OwnerUnconfirmed {
		parts = append(parts, "customer not confirmed")
	}
	if d := e.Decision(); d != "" {
		parts = append(parts, "decided: "+d)
	}
	return strings.Join(parts, ", ")
}

func completenessOf(e *library.Entry) string {
	state := e.State.String()
	if e.Damaged != nil {
		return "damaged"
	}
	switch c := e.Completeness(); c {
	case "", "failed":
		return state
	case "not read":
		return c // a success that nobody could read is none
	default:
		return state + ", " + c
	}
}

func expiry(e *library.Entry) string {
	if e.Expires.IsZero() {
		return "never"
	}
	return e.Expires.Local().Format(time.DateOnly)
}

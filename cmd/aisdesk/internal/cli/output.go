package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/text"
)

// Form is a form of output.
type Form string

// The forms of most commands. A command may have others.
const (
	Table  Form = "table"  // for people
	JSON   Form = "json"   // one value
	NDJSON Form = "ndjson" // one object a line
	CSV    Form = "csv"    // a header and lines
)

// Data are the forms of a command that prints records.
var Data = []Form{Table, JSON, NDJSON, CSV}

// Output is how a command prints: in which form, and where to. Its zero value prints the first of its forms on the standard
// output. Commands call Add with their flags and Settle before they do anything.
type Output struct {
	// Form is the form of the flags, once Settle has returned.
	Form Form

	forms           []Form
	format, dialect string
	json, overwrite bool
	file            string
}

// Add adds --format, --json, --output, --overwrite and, where there is CSV, --csv. The first form is the usual one.
func (o *Output) Add(c *cobra.Command, forms ...Form) {
	o.forms = forms
	f := c.Flags()
	f.StringVar(&o.format, "format", "", fmt.Sprintf("`FORMAT`: %s (default %q)", formNames(forms), forms[0]))
	f.BoolVar(&o.json, "json", false, "short for --format json")
	f.StringVar(&o.file, "output", "", "`FILE` to write instead of standard output, in the format of its ending; it is complete or not there; - is standard output")
	f.BoolVar(&o.overwrite, "overwrite", false, "replace the file of --output")
	if slices.Contains(forms, CSV) {
		f.StringVar(&o.dialect, "csv", "", "`STYLE` of CSV: plain, or excel with semicolons, decimal commas and a byte order mark")
	}
	o.complete(c, f)
}

func (o *Output) complete(c *cobra.Command, f *pflag.FlagSet) {
	names := make([]string, len(o.forms))
	for i, form := range o.forms {
		names[i] = string(form)
	}
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp)) // fails for unknown flags
	if f.Lookup("csv") != nil {
		_ = c.RegisterFlagCompletionFunc("csv", cobra.FixedCompletions([]string{"plain", "excel"}, cobra.ShellCompDirectiveNoFileComp))
	}
}

func formNames(forms []Form) string {
	names := make([]string, len(forms))
	for i, f := range forms {
		names[i] = string(f)
	}
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// Settle finds the form: that of --format or --json, else that of the file's name. What contradicts itself is wrong usage. A file
// that could not be written is an error here, before the command acts.
func (o *Output) Settle() error {
	if o.file == "-" || o.file == "/dev/stdout" {
		o.file = ""
	}
	if err := o.settle(); err != nil {
		return Usage(err)
	}
	if o.file == "" {
		return nil
	}
	return unwritable(o.file, export.MayWrite(o.file, o.overwrite))
}

func (o *Output) settle() error {
	named := o.ofFile()
	asked, err := o.asked()
	if ending := formOfName(o.file); named == "" && asked != "" && ending != "text" { // any text may stand in a .txt
		named = ending
	}
	if o.json && o.format == "" && named == NDJSON && slices.Contains(o.forms, NDJSON) { // lines of JSON are JSON
		asked = named
	}
	switch {
	case err != nil:
		return err
	case asked != "" && named != "" && asked != named:
		return fmt.Errorf("--output: %s is the name of a %s file and the format is %s: write --format %s, or another name", text.Clean(o.file), named, asked, named)
	case asked == "" && named == "" && o.file != "":
		return fmt.Errorf("--output: the ending of %s is no format%s --format %s", text.Clean(o.file), o.nearEnding(), formNames(slices.DeleteFunc(slices.Clone(o.forms), func(f Form) bool { return f == Table })))
	case asked != "":
		o.Form = asked
	case named != "":
		o.Form = named
	default:
		o.Form = o.forms[0]
	}
	if o.Form == Table && o.file != "" {
		return fmt.Errorf("--output writes a file for other programs: add --format %s", formNames(slices.DeleteFunc(slices.Clone(o.forms), func(f Form) bool { return f == Table })))
	}
	return nil
}

// Asked reports whether a flag names the form, not the ending of a file alone.
func (o *Output) Asked() bool { return o.json || o.format != "" || o.dialect != "" }

// asked is the form of --format, --json and --csv; empty without one of them.
func (o *Output) asked() (Form, error) {
	form := Form(strings.ToLower(o.format))
	if form != "" && !slices.Contains(o.forms, form) {
		return "", fmt.Errorf("--format: there is no format %q; use %s%s", text.Clean(o.format), formNames(o.forms), didYouMean(o.format, o.names()))
	}
	switch {
	case o.json && form != "" && form != JSON:
		return "", fmt.Errorf("--json and --format %s cannot be used together: give one of them", form)
	case o.json:
		form = JSON
	}
	if o.dialect == "" {
		return form, nil
	}
	if o.dialect != "plain" && o.dialect != "excel" {
		return "", fmt.Errorf("--csv: there is no style %q; use plain or excel%s", text.Clean(o.dialect), didYouMean(o.dialect, []string{"plain", "excel"}))
	}
	if form != "" && form != CSV {
		return "", fmt.Errorf("--csv and --format %s cannot be used together: give one of them", form)
	}
	return CSV, nil
}

func (o *Output) names() (names []string) {
	for _, f := range o.forms {
		names = append(names, string(f))
	}
	return names
}

// endings are the endings of file names that mean a form.
var endings = map[string]Form{"json": JSON, "ndjson": NDJSON, "jsonl": NDJSON, "csv": CSV, "md": "md", "html": "html", "htm": "html", "pdf": "pdf", "txt": "text", "xml": "xml",
	"journal": "hledger", "hledger": "hledger"}

// nearEnding goes on in a sentence about a file whose ending is no format: with the ending that it is nearest to, if any is near.
func (o *Output) nearEnding() string {
	var own []string
	for ending, form := range endings {
		if slices.Contains(o.forms, form) {
			own = append(own, ending)
		}
	}
	slices.Sort(own)
	if near := didYouMean(strings.ToLower(strings.TrimPrefix(filepath.Ext(o.file), ".")), own); near != "" {
		return near + " Or add"
	}
	return ": add"
}

// formOfName is the form that a file's name means; empty if it means none.
func formOfName(file string) Form {
	return endings[strings.ToLower(strings.TrimPrefix(filepath.Ext(file), "."))]
}

// ofFile is the form that the file's name means, if the command has it.
func (o *Output) ofFile() Form {
	f := formOfName(o.file)
	if !slices.Contains(o.forms, f) {
		return ""
	}
	return f
}

// Plain reports whether the form is for people.
func (o *Output) Plain() bool { return o.Form == Table }

// ToFile reports whether a file is written.
func (o *Output) ToFile() bool { return o.file != "" }

// File is the file that is written; empty for the standard output. Overwrites reports whether it may replace another.
func (o *Output) File() string     { return o.file }
func (o *Output) Overwrites() bool { return o.overwrite }

// Overwriting says of a file that exists already how it is replaced; other errors stay as they are.
func Overwriting(err error) error {
	if errors.Is(err, export.ErrExists) {
		return fmt.Errorf("%w: --overwrite replaces it", err)
	}
	return err
}

// Export is the form as the exports of a ledger name it.
func (o *Output) Export() export.Format {
	if o.Form == CSV && o.dialect == "excel" {
		return export.ExcelCSV
	}
	return export.Format(o.Form)
}

// Write writes to the file of the flags, complete or not at all, or to the standard output.
func (s Streams) Write(o *Output, write func(io.Writer) error) error {
	if o.file == "" {
		return write(s.Out)
	}
	return unwritable(o.file, export.WriteFile(o.file, o.overwrite, write))
}

// unwritable names the flag in why a file cannot be written.
func unwritable(file string, err error) error {
	switch {
	case errors.Is(err, export.ErrExists):
		return Overwriting(err)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("--output: %w", err) // it names the folder and the way out
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("--output: nothing can be written in the folder %s: permission denied", text.Clean(filepath.Dir(file)))
	}
	return err
}

// Filled runs a command whose act cannot be repeated, with the file of the flags as the standard output: what is wrong with the
// file is said before do, and the file has all that do prints, also where do fails.
func (prog *Program) Filled(o *Output, do func() error) error {
	if o.file == "" {
		return do()
	}
	var failed error
	began := false
	err := prog.Write(o, func(w io.Writer) error {
		began = true
		out, file, n := prog.Out, o.file, &counter{w: w}
		prog.Out, o.file = n, ""
		defer func() { prog.Out, o.file = out, file }()
		if failed = do(); failed != nil && n.written == 0 {
			return errNothing
		}
		return nil
	})
	switch {
	case err == nil || errors.Is(err, errNothing):
		return failed
	case failed != nil:
		fmt.Fprintln(prog.Err, text.Clean("warning: "+err.Error()))
		return failed
	case began:
		return &UnwrittenError{err}
	}
	return err
}

// errNothing says that there is nothing to make a file of.
var errNothing = errors.New("nothing was printed")

// UnwrittenError says that the file of --output failed after the command had acted.
type UnwrittenError struct{ Err error }

func (e *UnwrittenError) Error() string { return e.Err.Error() }
func (e *UnwrittenError) Unwrap() error { return e.Err }

// counter counts what goes to w.
type counter struct {
	w       io.Writer
	written int
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.written += n
	return n, err
}

// Document is what a command has to print. A form that lacks its part is made of another: NDJSON of the elements of Value,
// CSV of the fields of these elements.
type Document struct {
	// Table prints it for people.
	Table func(io.Writer) error
	// Value is it as JSON: a slice of records, or one record.
	Value any
	// Records is what is NDJSON and CSV where Value is one record around a list; nil is Value.
	Records any
	// Sheet is it as lines of cells, where the records alone do not do.
	Sheet *export.Sheet
}

// NoTable is the table of a command that has nothing to tell people but that it went well. Its error is always nil.
func NoTable(io.Writer) error { return nil }

// Print writes a document in the form of the flags. It fails as Write does, or where the document cannot be written in that form.
func (s Streams) Print(ctx context.Context, o *Output, d Document) error {
	if o.Plain() {
		return d.Table(s.Out)
	}
	records := d.Records
	if records == nil {
		records = d.Value
	}
	return s.Write(o, func(w io.Writer) error {
		switch o.Form {
		case NDJSON:
			return writeRecords(w, records)
		case CSV:
			sheet := d.Sheet
			if sheet == nil {
				sheet = sheetOf(records)
			}
			return sheet.WriteTo(ctx, w, o.Export(), nil)
		}
		return WriteJSON(w, d.Value)
	})
}

// writeRecords writes each element of a slice, or the one record, as one line.
func writeRecords(w io.Writer, v any) error {
	list := reflect.ValueOf(v)
	if list.Kind() != reflect.Slice {
		return WriteJSON(w, v)
	}
	for i := range list.Len() {
		if err := WriteJSON(w, list.Index(i).Interface()); err != nil {
			return err
		}
	}
	return nil
}

// WriteJSON writes a value as one line of JSON. It fails with w's error, or where v has no JSON.
func WriteJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}

// WantsJSON reports whether a command line asks for JSON, by a flag or by the name of the file to write, however wrong the
// rest of it is: then errors are JSON, too.
func WantsJSON(args []string) bool {
	for i, a := range args {
		switch {
		case a == "--":
			return false
		case a == "--json", a == "--json=true", a == "--format=json", a == "--format=ndjson":
			return true
		case a == "--format" && i+1 < len(args) && (args[i+1] == "json" || args[i+1] == "ndjson"):
			return true
		case a == "--output" && i+1 < len(args) && endsInJSON(args[i+1]), strings.HasPrefix(a, "--output=") && endsInJSON(a):
			return true
		}
	}
	return false
}

func endsInJSON(file string) bool {
	f := formOfName(file)
	return f == JSON || f == NDJSON
}

// Terminal reports whether the output goes to a terminal, where texts must be harmless.
func (s Streams) Terminal(o *Output) bool { return !o.ToFile() && Width(s.Out) > 0 }

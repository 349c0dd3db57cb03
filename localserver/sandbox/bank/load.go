package bank

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed customers/*.toml
var builtin embed.FS

// Builtin are the sandbox's own customers: the provider's published test logins and a set of
// invented ones. The caller owns the slice, and not what is in it.
func Builtin() []CustomerSpec { return slices.Clone(builtinSpecs()) }

var builtinSpecs = sync.OnceValue(func() (all []CustomerSpec) {
	files, _ := builtin.ReadDir("customers")
	for _, f := range files {
		data, _ := builtin.ReadFile("customers/" + f.Name())
		specs, err := parse(f.Name(), data)
		if err != nil { // a test parses every embedded file
			panic(err)
		}
		all = append(all, specs...)
	}
	return all
})

// Bank is a bank of the catalog by the name of its target, and its country.
type Bank struct{ Target, Country string }

// Load reads a customers file, JSON if its name ends so, else TOML. Every mistake is reported
// at once, as FieldErrors joined. The banks are those that a customer can be of. A file that cannot be read is an error, too.
func Load(path string, banks ...Bank) ([]CustomerSpec, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	return parse(path, data, banks...)
}

// openFile opens a file that the user names. A pipe or a device is refused unless it is one that this program was given open,
// such as the shell's <(...).
func openFile(path string) (*os.File, error) {
	given := path == "/dev/stdin" || strings.HasPrefix(path, "/dev/fd/") || strings.HasPrefix(path, "/proc/self/fd/")
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() && !given {
		return nil, fmt.Errorf("%s is a pipe or a device, which may never have anything to read: name a plain file", path)
	}
	return os.Open(path)
}

// parse is Load for data at hand; name is used for its ending and in errors.
func parse(name string, data []byte, banks ...Bank) ([]CustomerSpec, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // as some editors begin a file
	isJSON := strings.EqualFold(filepath.Ext(name), ".json")
	locate, doubled := tomlLines(data), []error(nil)
	if isJSON {
		locate, doubled = jsonLines(data)
	}
	var spec Spec
	given, problems, err := decode(data, isJSON, &spec, locate)
	if err != nil {
		return nil, named(err, name)
	}
	c := &checker{at: locate, given: given, banks: banks, today: DayOf(time.Now())}
	problems = append(problems, beside(problems, c.all(spec.Customers))...)
	problems = append(problems, doubled...)
	if len(problems) == 0 && len(spec.Customers) == 0 {
		problems = append(problems, &fieldError{What: "the file holds no customer"})
	}
	for i := range spec.Customers {
		if err := spec.Customers[i].readReply(filepath.Dir(name)); err != nil {
			path := fmt.Sprintf("customer[%d].reply", i)
			problems = append(problems, &fieldError{Line: locate.of(path), Field: path, What: err.Error()})
		}
	}
	slices.SortStableFunc(problems, func(a, b error) int { return lineOf(a) - lineOf(b) })
	if len(problems) > 0 {
		return nil, named(errors.Join(problems...), name)
	}
	return spec.Customers, nil
}

// Add adds customers to others: where one has a login in a country that another has there already, the added one counts.
func Add(others, added []CustomerSpec) []CustomerSpec {
	var all []CustomerSpec
	for _, c := range others {
		c.Countries = slices.DeleteFunc(slices.Clone(c.Countries), func(country string) bool {
			return slices.ContainsFunc(added, func(a CustomerSpec) bool { return a.Login == c.Login && slices.Contains(a.Countries, country) })
		})
		if len(c.Countries) > 0 {
			all = append(all, c)
		}
	}
	return append(all, added...)
}

// beside are the mistakes of err that are not about a place where something did not fit: that is said already.
func beside(unfit []error, err error) (out []error) {
	many, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	for _, e := range many.Unwrap() {
		fe, ok := errors.AsType[*fieldError](e)
		known := ok && slices.ContainsFunc(unfit, func(u error) bool {
			at, ok := errors.AsType[*fieldError](u)
			return ok && at.What != twice && (at.Field == fe.Field || strings.HasPrefix(at.Field, fe.Field+".") || strings.HasPrefix(at.Field, fe.Field+"["))
		})
		if !known {
			out = append(out, e)
		}
	}
	return out
}

// fieldError is one mistake in a customers file. Line is 0 when it is not known (customers
// made by a program).
type fieldError struct {
	File  string
	Line  int
	Field string // customer[2].account[0].balance, indices from 0
	What  string
}

func (e *fieldError) Error() string {
	var b strings.Builder
	if e.File != "" {
		fmt.Fprintf(&b, "%s:", e.File)
	}
	if e.Line > 0 {
		fmt.Fprintf(&b, "%d:", e.Line)
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	if e.Field != "" {
		fmt.Fprintf(&b, "%s: ", e.Field)
	}
	b.WriteString(e.What)
	return b.String()
}

// named puts the file's name into every FieldError of a joined error.
func named(err error, file string) error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range many.Unwrap() {
			named(one, file)
		}
		return err
	}
	if fe, ok := errors.AsType[*fieldError](err); ok {
		fe.File = file
		return err
	}
	return fmt.Errorf("%s: %w", file, err)
}

func lineAt(data []byte, offset int64) int {
	return 1 + bytes.Count(data[:min(max(offset, 0), int64(len(data)))], []byte("\n"))
}

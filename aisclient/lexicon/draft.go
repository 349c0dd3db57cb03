package lexicon

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/text"
)

// Draft is an entry that a user makes from a row, before it is in his lexicon.
type Draft struct {
	ID       string
	Kind     Kind // NoKind for an entry that only names a category
	Category category.Category
	Sign     Sign
	Names    []string
	Domains  []string
	Words    []string
	Source   string
	Date     string // YYYY-MM-DD
}

// DraftFrom fills an entry in from a row: the counterparty's name without what does not belong to it, or its domain; of a
// row without one the merchant in the title. The category is left to the user.
func DraftFrom(t Texts, in bool, today time.Time) Draft {
	name, _ := identity.StripAddress(t.Party)
	if name == "" {
		name = t.Title
	}
	c := Clean(text.Clean(name).String())
	if isProcessor(c.Name) && t.Title != "" {
		c = Clean(text.Clean(t.Title).String())
	}
	d := Draft{ID: "my." + slug(c.Name), Source: "own entry", Date: today.Format(time.DateOnly), Sign: SignOut}
	if in {
		d.Sign = SignIn
	}
	if c.Domain {
		d.Domains = []string{c.Name}
	} else {
		d.Names = []string{c.Name}
	}
	return d
}

// Pattern is the name or domain that the entry looks for.
func (d Draft) Pattern() string {
	for _, list := range [][]string{d.Names, d.Domains, d.Words} {
		if len(list) > 0 {
			return list[0]
		}
	}
	return ""
}

// Called is the draft for another name, or for a domain where it reads as one.
func (d Draft) Called(name string) Draft {
	c := Clean(text.Clean(name).String())
	d.ID, d.Names, d.Domains = "my."+slug(name), nil, nil
	if c.Domain {
		d.Domains = []string{c.Name}
	} else {
		d.Names = []string{strings.TrimSpace(name)}
	}
	return d
}

// slug writes a name as the end of an id: letters, digits and hyphens.
func slug(name string) string {
	words := strings.FieldsFunc(text.Fold(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	if s := strings.Join(words, "-"); s != "" {
		return s
	}
	return "entry"
}

// ErrTaken says that the user's lexicon has an entry of the id.
var ErrTaken = errors.New("the lexicon has an entry of this id already: give it another one")

// draftEntry is a draft as the file has it; empty members are left out.
type draftEntry struct {
	ID      string   `toml:"id"`
	Names   []string `toml:"names,omitempty"`
	Domains []string `toml:"domains,omitempty"`
	Words   []string `toml:"words,omitempty"`
}

type draftGroup struct {
	Kind     string       `toml:"kind,omitempty"`
	Category string       `toml:"category,omitempty"`
	Sign     string       `toml:"sign,omitempty"`
	Source   string       `toml:"source"`
	Date     string       `toml:"date"`
	Entries  []draftEntry `toml:"entries"`
}

// written is how a file has the draft's kind and category: as a kind of counterparty where one that decides over labels and
// titles has the category on the draft's side. Who marks a payee as a bookmaker means its labelled rows, too.
func (d Draft) written() (Kind, category.Category) {
	if d.Kind != NoKind || d.Category == category.None {
		return d.Kind, d.Category
	}
	for k := range kinds {
		t, side := &kinds[k], kinds[k].out
		if d.Sign == SignIn {
			side = t.in
		}
		if t.decides && side == d.Category {
			return Kind(k), category.None
		}
	}
	return NoKind, d.Category
}

// AddTo appends the entry to a user's lexicon file and gives the new file. It refuses an entry that could not be loaded,
// and an id that the file has; what is in the file stays as it is. The latter is ErrTaken.
func (d Draft) AddTo(file []byte) ([]byte, error) {
	kind, cat := d.written()
	g := draftGroup{Kind: kind.String(), Category: cat.String(), Source: d.Source, Date: d.Date,
		Entries: []draftEntry{{d.ID, d.Names, d.Domains, d.Words}}}
	switch d.Sign {
	case SignIn:
		g.Sign = "in"
	case SignOut:
		g.Sign = "out"
	}
	before, _ := New(File{Name: "lexicon.toml", Data: file, User: true})
	if _, ok := before.Entry(d.ID); ok {
		return nil, fmt.Errorf("%s: %w", d.ID, ErrTaken)
	}
	var b bytes.Buffer
	b.Write(file)
	if len(file) > 0 && file[len(file)-1] != '\n' {
		b.WriteByte('\n')
	}
	if err := toml.NewEncoder(&b).Encode(struct {
		Group []draftGroup `toml:"group"`
	}{[]draftGroup{g}}); err != nil {
		return nil, fmt.Errorf("write the entry %s: %w", d.ID, err)
	}
	set, problems := New(File{Name: "lexicon.toml", Data: b.Bytes(), User: true})
	if _, ok := set.Entry(d.ID); !ok {
		for _, p := range problems {
			if p.ID == d.ID || p.ID == "" {
				return nil, p
			}
		}
		return nil, fmt.Errorf("entry %s cannot be added", d.ID)
	}
	return b.Bytes(), nil
}

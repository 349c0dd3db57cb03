package lexicon

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"aisdesk/aisclient/category"
)

// File is a lexicon file to load.
type File struct {
	Name string // for messages and to tell where an entry is from
	Data []byte
	User bool // the user's own: replaces and switches off entries by id
}

// Problem is why an entry, or a file, is not loaded.
type Problem struct {
	File, ID string // ID is empty where the file itself is meant
	Reason   string
	Line     int // of the user's file; 0 where it is not known
}

func (p Problem) Error() string {
	where := p.File + ": "
	if p.Line > 0 {
		where = fmt.Sprintf("%s, line %d: ", p.File, p.Line)
	}
	if p.ID == "" {
		return where + p.Reason
	}
	return where + "entry " + p.ID + ": " + p.Reason
}

// defaults are what a group gives its entries, and an entry may say itself.
type defaults struct {
	Kind       string   `toml:"kind"`
	Category   string   `toml:"category"`
	In         string   `toml:"in"`
	Out        string   `toml:"out"`
	Sign       string   `toml:"sign"`
	Strong     *bool    `toml:"strong"`
	Hard       *bool    `toml:"hard"`
	Fields     []string `toml:"fields"`
	Confidence string   `toml:"confidence"`
	Needs      []string `toml:"needs"`
	Near       []string `toml:"near"`
	Not        []string `toml:"not"`
	Note       string   `toml:"note"`
	Source     string   `toml:"source"`
	Date       any      `toml:"date"`
	Countries  []string `toml:"countries"`
	Currency   string   `toml:"currency"`
}

type entryText struct {
	defaults
	ID       string   `toml:"id"`
	Words    []string `toml:"words"`
	Names    []string `toml:"names"`
	Domains  []string `toml:"domains"`
	Refs     []string `toml:"refs"`
	Accounts []string `toml:"accounts"`
}

type groupText struct {
	defaults
	Entries []entryText `toml:"entries"`
}

type fileText struct {
	Country   string      `toml:"country"`
	Countries []string    `toml:"countries"`
	Language  string      `toml:"language"`
	Off       []string    `toml:"off"`
	Groups    []groupText `toml:"group"`
	Entries   []entryText `toml:"entry"`
}

// readFile reads a file's entries, those that are sound, and the ids that it switches off.
func readFile(f File) (entries []*Entry, off []string, problems []Problem) {
	t, problems := readText(f)
	if t == nil {
		return nil, nil, problems
	}
	countries := t.Countries
	if len(countries) == 0 && t.Country != "" && !everywhere(f.Name) {
		countries = []string{t.Country}
	}
	times, lines := map[string]int{}, f.idLines()
	groups := append(t.Groups, groupText{Entries: t.Entries})
	for _, g := range groups {
		for i := range g.Entries {
			raw := &g.Entries[i] // large to copy
			raw.defaults = raw.or(g.defaults)
			if len(raw.Countries) == 0 {
				raw.Countries = countries
			}
			times[raw.ID]++
			line := 0 // where it is not found
			if all := lines[raw.ID]; len(all) >= times[raw.ID] {
				line = all[times[raw.ID]-1]
			}
			e, wrong := raw.entry()
			if raw.ID != "" && times[raw.ID] > 1 {
				wrong = append(wrong, fmt.Errorf("stands twice, also in %s", f.Name))
			}
			for _, err := range wrong {
				problems = append(problems, Problem{f.Name, raw.ID, err.Error(), line})
			}
			if len(wrong) > 0 {
				continue
			}
			e.Language, e.Country, e.File, e.User, e.line = t.Language, home(t.Country), f.Name, f.User, line
			entries = append(entries, e)
		}
	}
	return entries, t.Off, problems
}

// idsWritten are the ids of entries as a file writes them.
var idsWritten = regexp.MustCompile(`\bid\s*=\s*["']([^"']*)["']`)

// idLines are the lines of a user's file on which each id stands, in their order.
func (f *File) idLines() map[string][]int {
	at := map[string][]int{}
	if !f.User {
		return at
	}
	line, from := 1, 0
	for _, m := range idsWritten.FindAllSubmatchIndex(f.Data, -1) {
		line += bytes.Count(f.Data[from:m[0]], []byte("\n"))
		from = m[0]
		id := string(f.Data[m[2]:m[3]])
		at[id] = append(at[id], line)
	}
	return at
}

// readText reads a file as it stands; nil if it cannot be read.
func readText(f File) (*fileText, []Problem) {
	if !f.User {
		if t, ok := readPlain(string(f.Data)); ok {
			return &t, nil
		}
	}
	var t fileText
	meta, err := toml.Decode(string(f.Data), &t)
	if err != nil {
		return nil, []Problem{{File: f.Name, Reason: "is not TOML that can be read: " + err.Error()}}
	}
	var problems []Problem
	for _, k := range meta.Undecoded() {
		problems = append(problems, Problem{File: f.Name, Reason: fmt.Sprintf("%s is no key of a lexicon", k)})
	}
	return &t, problems
}

// home is a file's country; the international file has none.
func home(country string) string {
	if len(country) != 2 {
		return ""
	}
	return country
}

// everywhere reports whether a file's words count on accounts of every country unless it says otherwise.
func everywhere(file string) bool {
	return strings.HasPrefix(file, "int.") || strings.HasPrefix(file, "en.")
}

// or fills what an entry does not say from its group.
func (d defaults) or(g defaults) defaults {
	first := func(a, b string) string {
		if a != "" {
			return a
		}
		return b
	}
	if d.Kind == "" && d.Category == "" && d.In == "" && d.Out == "" {
		d.Kind, d.Category, d.In, d.Out = g.Kind, g.Category, g.In, g.Out
	} else if d.Kind == "" && g.Kind != "" {
		d.Kind = g.Kind
	}
	d.Sign, d.Confidence = first(d.Sign, g.Sign), first(d.Confidence, g.Confidence)
	d.Note, d.Source, d.Currency = first(d.Note, g.Note), first(d.Source, g.Source), first(d.Currency, g.Currency)
	if d.Date == nil {
		d.Date = g.Date
	}
	if d.Strong == nil {
		d.Strong = g.Strong
	}
	if d.Hard == nil {
		d.Hard = g.Hard
	}
	for _, l := range []struct{ own, group *[]string }{{&d.Fields, &g.Fields}, {&d.Needs, &g.Needs}, {&d.Near, &g.Near}, {&d.Not, &g.Not},
		{&d.Countries, &g.Countries}} {
		if *l.own == nil {
			*l.own = *l.group
		}
	}
	return d
}

// entry checks a line of the file and makes an entry of it, or says all that is wrong with it.
func (t *entryText) entry() (*Entry, []error) {
	var wrong []error
	if t.ID == "" {
		wrong = append(wrong, errors.New("has no id: give it one, such as pl.name"))
	}
	e := &Entry{ID: t.ID, Strong: t.Strong != nil && *t.Strong, Hard: t.Hard != nil && *t.Hard, Note: t.Note,
		Source: strings.TrimSpace(t.Source), Countries: t.Countries, Currency: t.Currency, Words: t.Words, Names: t.Names,
		Domains: t.Domains, Refs: t.Refs, Accounts: t.Accounts, Needs: t.Needs, Near: t.Near, Not: t.Not, Confidence: High}
	for _, check := range []func(*entryText, *Entry) []error{(*entryText).origin, (*entryText).enums} {
		wrong = append(wrong, check(t, e)...)
	}
	for _, check := range []func(*entryText, *Entry) error{(*entryText).decision, (*entryText).patterns} {
		if err := check(t, e); err != nil {
			wrong = append(wrong, err)
		}
	}
	return e, wrong
}

func (t *entryText) origin(e *Entry) (wrong []error) {
	switch d := t.Date.(type) {
	case time.Time:
		e.Date = d.Format(time.DateOnly)
	case string:
		e.Date = d
	}
	if e.Source == "" {
		wrong = append(wrong, errors.New("has no source: name the page or register that was read, or write known"))
	}
	if _, err := time.Parse(time.DateOnly, e.Date); err != nil {
		wrong = append(wrong, errors.New("has no date of its source: write date = \"2026-11-28\""))
	}
	return wrong
}

func (t *entryText) enums(e *Entry) (wrong []error) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf(format, args...)) }
	var ok bool
	if t.Kind != "" {
		if e.Kind, ok = parseKind(t.Kind); !ok {
			say("kind %q is none of %s", t.Kind, names(kindNames))
		}
	}
	if e.Sign, ok = signNames[t.Sign]; !ok {
		say("sign %q is not in, out or any", t.Sign)
	}
	for _, f := range t.Fields {
		bit, ok := fieldNames[f]
		if !ok {
			say("field %q is none of %s", f, names(fieldNames))
		}
		e.fields |= bit
	}
	if t.Confidence != "" {
		if e.Confidence, ok = confidences[t.Confidence]; !ok {
			say("confidence %q is not low, medium or high", t.Confidence)
		}
	}
	return wrong
}

// decision settles what the entry makes of money in and out: what it says itself, else what its kind does.
func (t *entryText) decision(e *Entry) error {
	k := e.Kind.traits()
	e.In, e.Out = k.in, k.out
	if e.Kind == NoKind || t.Category != "" || t.In != "" || t.Out != "" {
		if err := t.categories(e); err != nil {
			return err
		}
	}
	if e.Kind == NoKind && t.Kind != "" { // a kind that there is not, which is said
		return nil
	}
	if e.Kind == NoKind && e.In == category.None && e.Out == category.None {
		return fmt.Errorf("has neither a kind nor a category")
	}
	if e.Kind != NoKind && t.Category == "" && t.In == "" && t.Out == "" {
		return nil
	}
	if e.Sign != AnySign && e.Of(e.Sign == SignIn) == category.None {
		return fmt.Errorf("its category is of the other direction than sign = %q", t.Sign)
	}
	return nil
}

func (t *entryText) categories(e *Entry) error {
	for _, set := range []struct {
		name    string
		in, out bool
	}{{t.Category, true, true}, {t.In, true, false}, {t.Out, false, true}} {
		if set.name == "" {
			continue
		}
		c, ok := category.Parse(set.name)
		if !ok {
			return fmt.Errorf("category %q is not in the list", set.name)
		}
		if !(set.in && c.In()) && !(set.out && c.Out()) {
			return fmt.Errorf("category %q is of the other direction", set.name)
		}
		if set.in && c.In() {
			e.In = c
		}
		if set.out && c.Out() {
			e.Out = c
		}
	}
	return nil
}

func (t *entryText) patterns(*Entry) error {
	if len(t.Words)+len(t.Names)+len(t.Domains)+len(t.Refs)+len(t.Accounts) == 0 {
		return fmt.Errorf("has nothing to look for: give words, names, domains, refs or accounts")
	}
	for _, d := range t.Domains {
		if !strings.Contains(d, ".") || strings.ContainsAny(d, "/ ") {
			return fmt.Errorf("domain %q is not of the form name.tld", d)
		}
	}
	return nil
}

func names[V any](m map[string]V) string {
	keys := slices.Sorted(maps.Keys(m))
	return strings.Join(slices.DeleteFunc(keys, func(k string) bool { return k == "" }), ", ")
}

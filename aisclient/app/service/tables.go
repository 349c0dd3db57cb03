package service

import (
	"slices"
	"strings"
	"time"
)

// Table is figures of the same kinds, a row for each thing or period that has them.
type Table struct {
	Of      string // the head of the rows' names: "Month", or the currency that all amounts are in
	Columns []string
	Rows    []Row
}

// Row is one line of a table: a cell for each column, empty where the answer has no such figure.
type Row struct {
	Name  string
	Cells []string
}

// Part is a fact, or a table under it.
type Part struct {
	Fact
	Table *Table
}

// Parts puts facts into tables where several heads have the same figures below them, as months have kinds of income. A row or a
// column without any figure is in no table; the rows that are not are named in one fact. Nothing else is left out.
func Parts(all []Fact) []Part {
	root := &node{}
	at := []*node{root}
	for _, f := range all {
		at = at[:min(f.Depth+1, len(at))]
		n := &node{Fact: f}
		parent := at[len(at)-1]
		parent.sub, at = append(parent.sub, n), append(at, n)
	}
	var w partWriter
	w.under(root, 0)
	return w.out
}

// node is a fact with those below it.
type node struct {
	Fact
	sub []*node
}

func (n *node) empty() bool { return len(n.sub) == 0 && n.Value == nothing }

// period reports whether a head names a month, or the mean of the last months.
func (n *node) period() bool {
	_, err := time.Parse("January 2006", n.Name)
	return err == nil || n.Name == factNames["last90DaysDividedBy3"]
}

// level is how many levels of facts are below a head.
func (n *node) level() (deep int) {
	for _, s := range n.sub {
		deep = max(deep, s.level()+1)
	}
	return deep
}

// mostLevels is how many levels of heads a row of a table can have below it: what comes in and goes out stand in columns.
const mostLevels = 2

// alike reports whether two heads can be rows of one table.
func (n *node) alike(o *node) bool {
	if n.period() != o.period() {
		return false
	}
	return n.empty() || o.empty() || n.sub[0].Name == o.sub[0].Name
}

type partWriter struct{ out []Part }

func (w *partWriter) fact(name, value string, depth int) {
	w.out = append(w.out, Part{Fact: Fact{name, value, depth}})
}

// under writes what is below a head.
func (w *partWriter) under(n *node, depth int) {
	for i := 0; i < len(n.sub); {
		if months := run(n.sub[i:], func(x *node) bool { return x.period() && (len(x.sub) > 0 || x.empty()) }); len(months) > 1 && deepest(months) > 1 {
			w.byKind(months, depth)
			i += len(months)
			continue
		}
		heads := run(n.sub[i:], func(x *node) bool { return (len(x.sub) > 0 || x.empty()) && x.level() <= mostLevels })
		rows := run(heads, func(x *node) bool { return first(heads).alike(x) })
		if len(rows) > 1 && deepest(rows) > 0 || len(rows) > 2 {
			w.table(rows, depth)
			i += len(rows)
			continue
		}
		x := n.sub[i]
		w.fact(x.Name, x.Value, depth)
		w.under(x, depth+1)
		i++
	}
}

// first is the first head that is not empty; all are where there is none.
func first(all []*node) *node {
	for _, n := range all {
		if !n.empty() {
			return n
		}
	}
	return all[0]
}

// run are the first of some heads that fit.
func run(all []*node, fits func(*node) bool) []*node {
	if i := slices.IndexFunc(all, func(n *node) bool { return !fits(n) }); i >= 0 {
		return all[:i]
	}
	return all
}

func deepest(all []*node) (deep int) {
	for _, n := range all {
		deep = max(deep, n.level())
	}
	return deep
}

// byKind writes months that have heads of their own below them: a table a kind, with the months as its rows.
func (w *partWriter) byKind(months []*node, depth int) {
	var kinds []string
	for _, m := range months {
		for _, s := range m.sub {
			if !slices.Contains(kinds, s.Name) {
				kinds = append(kinds, s.Name)
			}
		}
	}
	var none []string
	for _, kind := range kinds {
		var rows []*node
		for _, m := range months {
			row := &node{Fact: Fact{Name: m.Name, Value: nothing}}
			if i := slices.IndexFunc(m.sub, func(s *node) bool { return s.Name == kind }); i >= 0 {
				if row.Value, row.sub = m.sub[i].Value, m.sub[i].sub; row.Value != "" && row.Value != nothing {
					row.Value, row.sub = "", []*node{{Fact: Fact{Name: kind, Value: m.sub[i].Value}}}
				}
			}
			rows = append(rows, row)
		}
		if value, ok := same(rows); ok {
			w.fact(kind, value+" in every month", depth)
			continue
		}
		if deepest(rows) == 0 {
			none = append(none, kind)
			continue
		}
		w.fact(kind+", by month", "", depth)
		w.table(rows, depth+1)
	}
	if len(none) > 0 {
		w.fact("In no month", strings.Join(none, ", "), depth)
	}
}

// same is the one value that all months have; false where they have several or none.
func same(months []*node) (string, bool) {
	value := ""
	for _, m := range months {
		if len(m.sub) != 1 || m.sub[0].Value == "" || value != "" && m.sub[0].Value != value {
			return "", false
		}
		value = m.sub[0].Value
	}
	return value, !zero(value)
}

// table writes heads as rows.
func (w *partWriter) table(heads []*node, depth int) {
	t := &Table{}
	for _, h := range heads { // first the columns that have a figure
		cells(h, "", func(name, value string) {
			if !zero(value) && !slices.Contains(t.Columns, name) {
				t.Columns = append(t.Columns, name)
			}
		})
	}
	var none []string
	for _, h := range heads {
		row, any := Row{h.Name, make([]string, len(t.Columns))}, false
		cells(h, "", func(name, value string) {
			if i := slices.Index(t.Columns, name); i >= 0 {
				row.Cells[i], any = value, any || !zero(value)
			}
		})
		if any {
			t.Rows = append(t.Rows, row)
		} else {
			none = append(none, h.Name)
		}
	}
	t.price()
	if len(t.Rows) > 0 {
		w.out = append(w.out, Part{Fact: Fact{Depth: depth}, Table: t})
	}
	if len(none) > 0 {
		w.fact("Nothing in", strings.Join(none, ", "), depth)
	}
}

// cells visits the figures below a head, with their names: that of a head below it stands before them.
func cells(n *node, before string, visit func(name, value string)) {
	for _, s := range n.sub {
		name := s.Name
		if before != "" {
			name = before + ", " + strings.ToLower(name)
		}
		if len(s.sub) > 0 {
			cells(s, name, visit)
		} else {
			visit(name, s.Value)
		}
	}
}

// zero reports whether a value says that there is nothing.
func zero(value string) bool {
	v, _, _ := strings.Cut(value, " ") // without its currency
	return v == "" || v == "none" || v == nothing || strings.Trim(v, "0.") == ""
}

// price names the currency once, where all amounts are in one.
func (t *Table) price() {
	code := ""
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if number, of, ok := strings.Cut(c, " "); ok && amount.MatchString(number) && currency.MatchString(of) {
				if code != "" && code != of {
					return
				}
				code = of
			}
		}
	}
	if code == "" {
		return
	}
	t.Of = "In " + code
	for _, r := range t.Rows {
		for i := range r.Cells {
			r.Cells[i] = strings.TrimSuffix(r.Cells[i], " "+code)
		}
	}
}

// Spoken is a row in words: each figure with its name, and the currency once.
func (t *Table) Spoken(r Row) string {
	var said []string
	for i, c := range r.Cells {
		if c != "" {
			said = append(said, strings.ToLower(t.Columns[i])+" "+c)
		}
	}
	return strings.TrimSpace(strings.Join(said, ", ") + strings.TrimPrefix(t.Of, "In"))
}

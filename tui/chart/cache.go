package chart

// Cache keeps the lines of a chart until what they were drawn from changes. K holds everything the lines
// depend on: size, theme, the generation of the data, the cursor.
type Cache[K comparable] struct {
	key   K
	lines []string
	full  bool
}

// Get returns the kept lines, or draws them if the key is another.
func (c *Cache[K]) Get(key K, draw func() []string) []string {
	if !c.full || c.key != key {
		c.key, c.lines, c.full = key, draw(), true
	}
	return c.lines
}

// Drop forgets the lines.
func (c *Cache[K]) Drop() { *c = Cache[K]{} }

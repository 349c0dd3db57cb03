// Package analytics computes the answers of the Analytical Services from accounts: data summaries, income
// confirmation, scores and profiles. The numbers, and the names of their members where nothing is published, are the
// sandbox's own.
package analytics

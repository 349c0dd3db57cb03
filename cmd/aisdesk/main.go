// Command aisdesk verifies bank accounts from the terminal.
package main

func main() {}

"""The measures of the questions: what stands in a question's header under Measure. Rows in, rows out."""

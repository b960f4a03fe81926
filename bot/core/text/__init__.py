"""Text as we show and store it: cleaning, markup, language, words, citations."""

"""Values to messages: texts, buttons, editions and stories in Telegram's HTML with a plain twin."""

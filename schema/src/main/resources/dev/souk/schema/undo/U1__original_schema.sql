-- loses: everything
DROP TABLE notifications, alert_matches, alerts, images, listing_attributes, listings, user_auth, users;

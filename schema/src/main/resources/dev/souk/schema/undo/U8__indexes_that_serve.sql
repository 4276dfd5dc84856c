DROP INDEX notifications_user_newest;
DROP INDEX listings_place;
DROP INDEX listings_category_newest;
DROP INDEX listings_newest;

CREATE INDEX idx_notifications_user_id ON notifications(user_id);
CREATE INDEX idx_notifications_status ON notifications(status);
CREATE INDEX idx_listings_location ON listings(location);
CREATE INDEX idx_listings_price ON listings(price);
CREATE INDEX idx_listings_category ON listings(category);
CREATE INDEX idx_listings_source ON listings(source);
CREATE INDEX idx_listings_scraped_date ON listings(scraped_date);
CREATE INDEX idx_listings_external_id ON listings(external_id);
CREATE INDEX idx_alert_matches_alert_id ON alert_matches(alert_id);
CREATE INDEX idx_user_auth_user_id ON user_auth(user_id);
CREATE INDEX idx_users_username ON users(username);
CREATE INDEX idx_users_email ON users(email);
